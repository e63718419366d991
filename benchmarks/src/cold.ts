import { budgets } from "./budgets.ts";
import { bundleOf, deployed } from "./machinery/build.ts";
import { startEngine } from "./machinery/engine.ts";
import { environmentOf } from "./machinery/environment.ts";
import { registration } from "./machinery/gateway.ts";
import { type Start, startRuntimeApi } from "./machinery/runtime-api.ts";
import { startStandIns } from "./machinery/stand-ins.ts";
import { createTables } from "./machinery/tables.ts";
import { startTls } from "./machinery/tls.ts";
import { type Line, measured, promised } from "./report.ts";
import { median, medianRatio } from "./stats.ts";

const rounds = 25;

/** Visits with its registration alone: what the other routes add is the difference. */
const oneRoute = `
  import { registerConcern, visits } from "@trygt/contracts/visits";
  import { apiFunction } from "@trygt/service-kit";
  import { concernOperations } from "./src/operations/concerns.ts";
  import { records } from "./src/records/index.ts";
  import { personRegisterPort, subjectRefsPort } from "@trygt/service-kit";
  export const handler = apiFunction({
    contract: { ...visits, operations: { registerConcern } },
    records,
    ports: { register: personRegisterPort, subjectRefs: subjectRefsPort },
    reads: [],
    operations: (deps) => ({ registerConcern: concernOperations(deps).registerConcern }),
  });
`;

/** Starts each function afresh, in turns, and times it from the start of its process to its first answer. */
export const coldStarts = async (): Promise<readonly Line[]> => {
  const loop = await bundleOf("runtime-loop", { file: "machinery/runtime-loop.ts" });
  const bundles = {
    bare: await bundleOf("bare", { file: "handlers/bare.ts" }),
    visits: await deployed("visits", "api"),
    oneRoute: await bundleOf("one-route", { code: oneRoute, in: "services/visits" }),
    byHand: await bundleOf("by-hand", { file: "handlers/by-hand.ts" }),
    hono: await bundleOf("hono", { file: "handlers/hono.ts" }, { plainly: true }),
    honoLean: await bundleOf("hono-lean", { file: "handlers/hono.ts" }),
  };
  const engine = await startEngine();
  const tls = await startTls(engine.endpoint);
  const standIns = await startStandIns();
  const runtime = await startRuntimeApi();
  const tables = await createTables(engine.call, "visits");
  const environment = {
    ...environmentOf(tables, { dynamodb: tls.endpoint, others: standIns.endpoint }),
    NODE_EXTRA_CA_CERTS: tls.certificate,
  };
  const starts = Object.fromEntries(Object.keys(bundles).map((name) => [name, []])) as unknown as Record<
    keyof typeof bundles,
    Start[]
  >;
  for (let round = -1; round < rounds; round += 1)
    for (const [name, bundle] of Object.entries(bundles)) {
      const start = await runtime.coldStart({ loop, bundle, environment, event: registration() });
      if (start.status !== 201)
        throw new Error(`${name} answered ${start.status} where a concern should be registered`);
      // The first round only fills the file cache
      if (round >= 0) starts[name as keyof typeof bundles].push(start);
    }
  runtime.stop();
  standIns.stop();
  tls.stop();
  await engine.stop();

  const { bare, visits, oneRoute: one, byHand, hono, honoLean } = starts;
  const added = visits.map(({ ms }, round) => (ms - (one[round]?.ms ?? 0)) / (bare[round]?.ms ?? Number.NaN));
  return [
    measured("bare handler", median(times(bare)), "ms"),
    measured("visits api", median(times(visits)), "ms"),
    measured("by hand, same checks and requests", median(times(byHand)), "ms"),
    measured("Hono + zod + DocumentClient, bundled plainly", median(times(hono)), "ms"),
    measured("Hono + zod + DocumentClient, bundled as visits is", median(times(honoLean)), "ms"),
    promised("visits api ÷ bare", medianRatio(times(visits), times(bare)), budgets.coldOverBare),
    promised("visits api ÷ Hono", medianRatio(times(visits), times(hono)), budgets.coldOverHono),
    measured("visits api ÷ Hono bundled as visits is", medianRatio(times(visits), times(honoLean)), "×"),
    promised("visits api ÷ by hand", medianRatio(times(visits), times(byHand)), budgets.coldOverByHand),
    promised("all routes against one", median(added), budgets.allRoutesOverOne),
    promised(
      "memory after the first answer ÷ bare",
      medianRatio(memories(visits), memories(bare)),
      budgets.memoryOverBare,
    ),
    measured("memory after the first answer, visits api", median(memories(visits)) / 1e6, "MB"),
    measured("memory after the first answer, by hand", median(memories(byHand)) / 1e6, "MB"),
    measured("memory after the first answer, Hono", median(memories(hono)) / 1e6, "MB"),
    measured("modules loaded, bare", median(bare.map(({ modules }) => modules)), "modules"),
    measured("modules loaded, visits api", median(visits.map(({ modules }) => modules)), "modules"),
    measured("modules loaded, Hono", median(hono.map(({ modules }) => modules)), "modules"),
  ];
};

const times = (starts: readonly Start[]) => starts.map(({ ms }) => ms);
const memories = (starts: readonly Start[]) => starts.map(({ memory }) => memory);

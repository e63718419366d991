import { randomUUID } from "node:crypto";
import { requestBudgets } from "./budgets.ts";
import { bundleOf, deployed } from "./machinery/build.ts";
import { startEngine } from "./machinery/engine.ts";
import { environmentOf } from "./machinery/environment.ts";
import { runFunction } from "./machinery/functions.ts";
import { type Asked, gatewayEvent } from "./machinery/gateway.ts";
import { type Reading, startMeter } from "./machinery/meter.ts";
import { concern, consultant, officer } from "./machinery/people.ts";
import { startStandIns } from "./machinery/stand-ins.ts";
import { decisions, delivered } from "./machinery/stream.ts";
import { createTables } from "./machinery/tables.ts";
import { type Line, measured, promised } from "./report.ts";

/** What an operation asked of DynamoDB. */
export type Counted = { readonly operation: keyof typeof requestBudgets } & Reading;

/** All counts: of operations, and of the calls to EventBridge. */
export type Counts = {
  readonly operations: readonly Counted[];
  /** Calls to EventBridge while requests were answered. */
  readonly published: number;
  /** Calls to EventBridge by which the relay publishes this many events. */
  readonly relay: Readonly<Record<number, number>>;
};

type Answer = { readonly statusCode: number; readonly body: string };

const relayed = [1, 10, 25] as const;

/** Counts the requests of each kind of operation with the bundles that are deployed. Throws when one is not answered well. */
export const countRequests = async (): Promise<Counts> => {
  const engine = await startEngine();
  const standIns = await startStandIns();
  const tables = await createTables(engine.call, "visits");
  const meter = await startMeter(engine.endpoint, tables.accessLog);
  const environment = environmentOf(tables, { dynamodb: meter.endpoint, others: standIns.endpoint });
  const api = runFunction(await deployed("visits", "api"), environment);
  const relay = runFunction(await deployed("visits", "relay"), environment);
  const subscriber = runFunction(await bundleOf("subscriber", { file: "handlers/subscriber.ts" }), environment);

  const operations: Counted[] = [];
  const ask = async (operation: Counted["operation"], asked: Asked): Promise<Answer> => {
    meter.read();
    const answer = (await api.invoke(gatewayEvent(asked))) as Answer;
    if (answer.statusCode >= 300) throw new Error(`"${operation}" was answered ${answer.statusCode}`);
    operations.push({ operation, ...meter.read() });
    return answer;
  };
  const registration: Asked = { route: "POST /visits/concerns", by: officer, body: concern(), key: randomUUID() };
  const { concernId } = JSON.parse((await ask("create", registration)).body) as { concernId: string };
  await ask("replayed create", registration);
  const params = { concernId };
  await ask("list", { route: "GET /visits/concerns", by: consultant, query: { status: "received" } });
  await ask("read with personal data", {
    route: "GET /visits/concerns/{concernId}",
    by: consultant,
    params,
    headers: { "access-reason": "screening" },
  });
  await ask("read", { route: "GET /visits/concerns/{concernId}/outcome", by: officer, params });
  const screening: Asked = {
    route: "POST /visits/concerns/{concernId}/screening",
    by: consultant,
    params,
    headers: { "if-match": '"1"' },
    body: { outcome: "rejected", reason: "duplicate" },
    key: randomUUID(),
  };
  await ask("change", screening);
  await ask("replayed change", screening);
  const published = standIns.calls()["PutEvents"] ?? 0;

  const event = delivered(concernId, randomUUID());
  for (const operation of ["consumer", "consumer, event again"] as const) {
    meter.read();
    const { batchItemFailures } = (await subscriber.invoke(event)) as { batchItemFailures: readonly unknown[] };
    if (batchItemFailures.length > 0) throw new Error("The subscriber failed");
    operations.push({ operation, ...meter.read() });
  }
  const calls: Record<number, number> = {};
  for (const events of relayed) {
    standIns.forget();
    await relay.invoke(decisions(events));
    calls[events] = standIns.calls()["PutEvents"] ?? 0;
  }
  await Promise.all([api.stop(), relay.stop(), subscriber.stop()]);
  meter.stop();
  standIns.stop();
  await engine.stop();
  return { operations, published, relay: calls };
};

const exactly = (requests: number) => ({ target: requests, fails: requests, unit: "requests" });

/** The counts as lines of a report. */
export const requestCounts = async (): Promise<readonly Line[]> => {
  const { operations, published, relay } = await countRequests();
  return [
    ...operations.flatMap(({ operation, requests, log, units }) => [
      promised(operation, requests, exactly(requestBudgets[operation])),
      ...(log === 0 ? [] : [promised(`${operation}, access log`, log, exactly(1))]),
      measured(`${operation}, capacity`, units, "units"),
    ]),
    promised("EventBridge while requests are answered", published, exactly(0)),
    ...relayed.map((events) =>
      promised(`relay, ${events} events`, relay[events] ?? Number.NaN, exactly(Math.ceil(events / 10))),
    ),
  ];
};

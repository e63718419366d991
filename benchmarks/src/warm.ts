import { fork } from "node:child_process";
import { join } from "node:path";
import { budgets } from "./budgets.ts";
import { bundleOf } from "./machinery/build.ts";
import { environmentOf } from "./machinery/environment.ts";
import { noNetwork } from "./machinery/no-network.ts";
import { type Line, measured, promised } from "./report.ts";
import { median, medianRatio } from "./stats.ts";

/** Times a warm request to visits and to the same handler written by hand, the network left out on both sides. */
export const warmRequests = async (): Promise<readonly Line[]> => {
  const plugin = noNetwork;
  const visits = await bundleOf(
    "warm-visits",
    { code: `export * from "./src/lambda/api.ts"`, in: "services/visits" },
    { plugin },
  );
  const byHand = await bundleOf("warm-by-hand", { file: "handlers/by-hand.ts" }, { plugin });
  const rounds = await timed([visits, byHand]);
  const house = rounds.map(([taken = Number.NaN]) => taken);
  const hand = rounds.map(([, taken = Number.NaN]) => taken);
  return [
    measured("visits api, p50", median(house), "µs"),
    measured("by hand, p50", median(hand), "µs"),
    promised("visits api ÷ by hand", medianRatio(house, hand), budgets.warmOverByHand),
  ];
};

const timed = (bundles: readonly string[]): Promise<number[][]> =>
  new Promise((resolve, reject) => {
    const tables = { table: "bench", accessLog: "bench-access-log" };
    const nowhere = "http://127.0.0.1:9";
    const child = fork(join(import.meta.dirname, "warm-rounds.ts"), bundles, {
      env: { ...environmentOf(tables, { dynamodb: nowhere, others: nowhere }) },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.once("message", (medians) => resolve(medians as number[][]));
    child.once("exit", () => reject(new Error("The warm requests did not come to an end")));
  });

import { budgets } from "./budgets.ts";
import { deployed } from "./machinery/build.ts";
import { environmentOf } from "./machinery/environment.ts";
import { runFunction } from "./machinery/functions.ts";
import { startStandIns } from "./machinery/stand-ins.ts";
import { decisions } from "./machinery/stream.ts";
import { type Line, promised } from "./report.ts";
import { median } from "./stats.ts";

/** Rows that the stream hands to the relay at once (infra: batchSize). */
const batch = 100;
const batches = 20;
const rounds = 21;

/** How many events one relay worker publishes in a second on an EventBridge of this machine. */
export const relayThroughput = async (): Promise<readonly Line[]> => {
  const standIns = await startStandIns();
  const tables = { table: "bench", accessLog: "bench-access-log" };
  const nowhere = "http://127.0.0.1:9";
  const relay = runFunction(
    await deployed("visits", "relay"),
    environmentOf(tables, { dynamodb: nowhere, others: standIns.endpoint }),
  );
  const event = decisions(batch);
  const round = async (): Promise<number> => {
    const started = performance.now();
    for (let at = 0; at < batches; at += 1) {
      const { batchItemFailures } = (await relay.invoke(event)) as { batchItemFailures: readonly unknown[] };
      if (batchItemFailures.length > 0) throw new Error("The relay could not publish");
    }
    return (batch * batches * 1000) / (performance.now() - started);
  };
  await round();
  const rates: number[] = [];
  for (let at = 0; at < rounds; at += 1) rates.push(await round());
  await relay.stop();
  standIns.stop();
  return [promised("events published by one worker", median(rates), budgets.relayThroughput)];
};

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { marshall } from "@aws-sdk/util-dynamodb";
import { type Cloud, startCloud } from "@trygt/local-cloud";
import { budgets } from "./budgets.ts";
import { type Call, caller } from "./machinery/call.ts";
import { assemblyWithListener, listenerTable } from "./machinery/listener.ts";
import { child } from "./machinery/people.ts";
import { decisions } from "./machinery/stream.ts";
import { type Line, measured, promised } from "./report.ts";
import { median, medianRatio, percentile } from "./stats.ts";

const starts = 5;
const writes = 120;
const rounds = 7;
const perRound = 200;

/** Runs the whole stage on this machine, with one more service that listens, and times what is written until it has its effect. */
export const localCloud = async (): Promise<readonly Line[]> => {
  const ready: number[] = [];
  for (let at = 0; at < starts; at += 1) ready.push(await secondsToReady());
  const cloud = await startCloud({ assembly: await assemblyWithListener(), data: "memory" });
  try {
    const call = caller(cloud.engineEndpoint, "DynamoDB_20120810");
    const delays = await effectDelays(cloud, call);
    const path: number[] = [];
    const engine: number[] = [];
    const history = cloud.plan.tables.find(({ name }) => /visits/i.test(name) && !/log/i.test(name))?.name ?? "";
    for (let round = -1; round < rounds; round += 1) {
      const rates = [await pathRate(call, history), await engineRate(call)] as const;
      if (round < 0) continue;
      path.push(rates[0]);
      engine.push(rates[1]);
    }
    return [
      promised("ready after synth", median(ready), budgets.cloudReady),
      promised("acknowledged to effect visible, p50", median(delays), budgets.effectVisibleP50),
      promised("acknowledged to effect visible, p99", percentile(delays, 0.99), budgets.effectVisibleP99),
      measured("events through the whole path", median(path), "events/s"),
      measured("engine alone, transactions of four items", median(engine), "transactions/s"),
      promised("whole path ÷ engine", medianRatio(path, engine), budgets.pathOverEngine),
    ];
  } finally {
    await cloud.stop();
  }
};

/** Seconds from the start of the process to the line that says it runs. */
const secondsToReady = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const program = join(import.meta.dirname, "../../packages/local-cloud/src/start.ts");
    const started = performance.now();
    const cloud = spawn(process.execPath, [program, "--data", "memory", "--port", "0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let seconds = Number.NaN;
    cloud.stdout.on("data", (text: Buffer) => {
      if (!text.includes("Trygt is running")) return;
      seconds = (performance.now() - started) / 1000;
      cloud.kill("SIGTERM");
    });
    cloud.once("exit", () =>
      Number.isNaN(seconds) ? reject(new Error("The local cloud does not start")) : resolve(seconds),
    );
  });

/** Milliseconds from the answer to a screening until the listener's record of its outcome can be read. */
const effectDelays = async (cloud: Cloud, call: Call): Promise<number[]> => {
  const delays: number[] = [];
  for (let at = -10; at < writes; at += 1) {
    const { concernId } = await post(cloud, "police_ssp_officer", "/visits/concerns", {}, concernOn(cloud.clock()));
    const rejection = { outcome: "rejected", reason: "duplicate" };
    const screening = `/visits/concerns/${concernId}/screening`;
    await post(cloud, "ssp_consultant", screening, { "if-match": '"1"' }, rejection);
    const acknowledged = performance.now();
    await noted(call, String(concernId));
    if (at >= 0) delays.push(performance.now() - acknowledged);
  }
  return delays;
};

const post = async (cloud: Cloud, role: string, path: string, headers: Record<string, string>, body: unknown) => {
  const person = cloud.people.find(({ roles }) => roles.includes(role));
  const response = await fetch(`${cloud.url}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${person?.token}`,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { concernId?: string };
  if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
  return answer;
};

const concernOn = (now: string) => ({
  subject: { cpr: child.cpr },
  areaCode: "101-3-MJO",
  grounds: [
    {
      kind: "own_conduct",
      source: "police_observation",
      observedOn: new Date(Date.parse(now) - 3 * 86_400_000).toISOString().slice(0, 10),
      text: "Seen three evenings in a row with older boys behind the station.",
    },
  ],
});

const noted = async (call: Call, concernId: string): Promise<void> => {
  const key = { pk: { S: `REPORT#${concernId}` }, sk: { S: "STATE" } };
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(1)) {
    const { Item } = await call("GetItem", { TableName: listenerTable, Key: key, ConsistentRead: true });
    if (Item !== undefined) return;
  }
  throw new Error("A decided concern had no effect within 30 seconds");
};

/** Events in a second that go from history rows over stream, relay, bus, rule and queue into the listener's records. */
const pathRate = async (call: Call, history: string): Promise<number> => {
  const rows = decisions(perRound).Records.map(({ dynamodb }) => dynamodb?.NewImage ?? {});
  const started = performance.now();
  for (let from = 0; from < rows.length; from += 25) {
    const puts = rows.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
    await call("BatchWriteItem", { RequestItems: { [history]: puts } });
  }
  // One after the other: to ask for all of them at once would keep the engine busy with the asking
  for (const { pk } of rows) await noted(call, String(pk?.S).replace("CONCERN#", ""));
  return (perRound * 1000) / (performance.now() - started);
};

/** Transactions of four items in a second that the same engine takes, eight at a time. */
const engineRate = async (call: Call): Promise<number> => {
  const started = performance.now();
  const line = Array.from({ length: 8 }, async () => {
    for (let at = 0; at < perRound / 8; at += 1) {
      const puts = Array.from({ length: 4 }, (_, n) => {
        const Item = marshall({ pk: `ENGINE#${randomUUID()}`, sk: String(n), outcomes: ["accepted"], version: 1 });
        return { Put: { TableName: listenerTable, Item, ConditionExpression: "attribute_not_exists(pk)" } };
      });
      await call("TransactWriteItems", { TransactItems: puts });
    }
  });
  await Promise.all(line);
  return (perRound * 1000) / (performance.now() - started);
};

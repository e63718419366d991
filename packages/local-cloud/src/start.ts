import { appendFileSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startCloud } from "./cloud.ts";
import { isStartRefusal, startRefusal } from "./refusal.ts";

const usage = `Runs the synthesized cloud of Trygt on this machine.

  --port <number>     port on 127.0.0.1; 0 takes a free one (4000)
  --data <folder>     where everything is kept, or "memory" (.trygt)
  --now <instant>     set the clock, such as 2026-03-02T09:00:00+01:00 (goes on from the data folder)
  --assembly <folder> the cloud assembly of one Stage (infra/cdk.out/assembly-Trygt-Test)
  --verbose           print what the functions log
  --help              this text
`;

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        port: { type: "string", default: "4000" },
        data: { type: "string", default: ".trygt" },
        now: { type: "string" },
        assembly: {
          type: "string",
          default: resolve(import.meta.dirname, "../../../infra/cdk.out/assembly-Trygt-Test"),
        },
        verbose: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw startRefusal(`${(error as Error).message} See --help.`);
  }
};

const readPort = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw startRefusal(`--port "${text}" is no port number from 0 to 65535.`);
  return port;
};

/** The parent of a process on Linux, else `undefined`. */
const parentOf = (pid: number): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) \S /s, "")
      .split(" ")[0];
  } catch {
    return undefined;
  }
};

/** Calls back once the process that started this one is gone; under npm that is npm itself, with a shell between. */
const onOrphaned = (callback: () => void): void => {
  const parent = process.ppid;
  const underNpm = process.env["npm_lifecycle_event"] !== undefined;
  const grandparent = underNpm ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (grandparent === undefined || parentOf(parent) === grandparent)) return;
    clearInterval(timer);
    callback();
  }, 250);
  timer.unref();
};

const run = async (): Promise<void> => {
  // Lambda runs in UTC; functions share this process, and so its time zone.
  process.env["TZ"] = "UTC";
  const options = readOptions();
  if (options.help) return void process.stdout.write(usage);
  const data = options.data === "memory" ? "memory" : resolve(options.data);
  const engineEndpoint = process.env["AWS_ENDPOINT_URL_DYNAMODB"];
  const log = (functionName: string, line: string) => {
    if (options.verbose) process.stdout.write(`${functionName}  ${line}\n`);
    if (data !== "memory")
      appendFileSync(join(data, "log.jsonl"), `${JSON.stringify({ function: functionName, line })}\n`);
  };
  let isStopping = false;
  let stopCloud: () => Promise<void> = async () => undefined;
  const stop = async (code: number) => {
    if (isStopping) return;
    isStopping = true;
    // A stop that hangs must not leave a process behind; the engine ends when the pipe from this process closes.
    setTimeout(() => process.exit(code), 5000).unref();
    await stopCloud();
    process.exit(code);
  };
  process.on("SIGINT", () => void stop(0));
  process.on("SIGTERM", () => void stop(0));
  process.on("SIGHUP", () => void stop(0));
  onOrphaned(() => void stop(0));
  const cloud = await startCloud({
    assembly: resolve(options.assembly),
    data,
    port: readPort(options.port),
    log,
    documents: {
      "/openapi.json": async () => (await import("@trygt/contracts/openapi")).openapi(),
      "/asyncapi.json": async () => (await import("@trygt/contracts/asyncapi")).asyncapi(),
    },
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(engineEndpoint === undefined ? {} : { engineEndpoint }),
  });
  stopCloud = cloud.stop;
  process.stdout.write(`Trygt is running at ${cloud.url}\n`);
  process.stdout.write(`Open it in a browser: the page shows the people, the clock and everything that happens.\n`);
  process.stdout.write(`The clock stands at ${cloud.clock()} (--now sets it). Ctrl-C stops it.\n`);
  await cloud.engineDied;
  if (isStopping) return;
  process.stderr.write("The DynamoDB engine has ended, so Trygt stops. Start it again.\n");
  await stop(1);
};

run().catch((error: unknown) => {
  const message = (error as Error).message ?? String(error);
  process.stderr.write(`${isStartRefusal(error) ? message : `Trygt cannot start: ${message}`}\n`);
  process.exit(1);
});

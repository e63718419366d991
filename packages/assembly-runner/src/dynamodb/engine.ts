import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "../json.ts";
import { startRefusal } from "../start-refusal.ts";

/** A DynamoDB engine behind an endpoint. */
export type Engine = {
  readonly endpoint: string;
  /** Calls one operation, such as `DynamoDB_20120810.CreateTable`. Throws an error named after the service's error type. */
  readonly call: (operation: string, input: JsonObject) => Promise<JsonObject>;
  /** Resolves when the engine has ended by itself; never for one that was started elsewhere. */
  readonly died: Promise<void>;
  readonly stop: () => Promise<void>;
};

// Signatures are not checked, but the engine wants to see one.
const authorization =
  "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local";

const caller = (endpoint: string, agent: Agent): Engine["call"] => {
  const { hostname, port } = new URL(endpoint);
  return (operation, input) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(input);
      const headers = {
        "content-type": "application/x-amz-json-1.0",
        "content-length": Buffer.byteLength(body),
        "x-amz-target": operation,
        "x-amz-date": "20260101T000000Z",
        authorization,
      };
      const call = request({ hostname, port, method: "POST", path: "/", agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const answer = JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}") as JsonObject;
          if (response.statusCode === 200) return resolve(answer);
          const name = String(answer["__type"] ?? "UnknownError").replace(/^.*#/, "");
          reject(Object.assign(new Error(String(answer["message"] ?? answer["Message"] ?? name)), { name }));
        });
      });
      call.on("error", reject);
      call.end(body);
    });
};

const engineFailure = (detail: string) => startRefusal({ code: "engine-failed", detail });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const findBinary = (): string => {
  const packageName = `@dynoxide/${process.platform}-${process.arch}`;
  const found = [...installed(packageName), ...onPath("dynoxide")].find(isExecutable);
  if (found === undefined) throw startRefusal({ code: "engine-missing", packageName });
  return found;
};

const installed = (packageName: string): readonly string[] => {
  try {
    return [join(dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`)), "dynoxide")];
  } catch {
    return [];
  }
};

// Where there is no package for a platform, the engine can be built there
const onPath = (name: string): readonly string[] =>
  (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name));

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * Starts the engine and watches it: the shell kills the engine as soon as the pipe from this process closes, so that even a SIGKILL
 * of this process leaves no engine behind. The engine's process id is written to a file, for the next start to wait for.
 */
const watchdog = `
  exec 3<&0
  "$0" "$@" </dev/null &
  pid=$!
  [ -n "$PID_FILE" ] && echo $pid > "$PID_FILE"
  (cat <&3 >/dev/null; kill -9 $pid) 2>/dev/null &
  wait $pid
`;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Waits until the engine of an earlier start on the same folder has ended, at most three seconds. */
const waitForPrevious = async (pidFile: string): Promise<void> => {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8"));
  for (let tries = 0; tries < 300 && pid > 1 && isAlive(pid); tries += 1) await sleep(10);
};

const launch = async (binary: string, data: string): Promise<{ child: ChildProcess; endpoint: string }> => {
  const port = await freePort();
  const file = data === "memory" ? [] : ["--db-path", join(data, "tables.sqlite")];
  const pidFile = data === "memory" ? "" : join(data, "engine.pid");
  const child = spawn("sh", ["-c", watchdog, binary, "serve", "--host", "127.0.0.1", "--port", String(port), ...file], {
    stdio: ["pipe", "ignore", "ignore"],
    // Its own process group, since Ctrl-C in the terminal must reach the runner first, which then closes the pipe.
    detached: true,
    env: { PATH: process.env["PATH"] ?? "", PID_FILE: pidFile },
  });
  child.stdin?.on("error", () => undefined);
  return { child, endpoint: `http://127.0.0.1:${port}` };
};

const answers = async (call: Engine["call"], hasEnded: () => boolean): Promise<boolean> => {
  for (let tries = 0; tries < 1000 && !hasEnded(); tries += 1) {
    const up = await call("DynamoDB_20120810.ListTables", {}).then(
      () => true,
      () => false,
    );
    if (up) return true;
    await sleep(5);
  }
  return false;
};

/**
 * Starts the DynamoDB engine on a data folder or in memory; where `endpoint` is given, uses that engine and starts none. Refuses
 * when the binary is missing or does not answer.
 */
export const startEngine = async (data: string, endpoint?: string): Promise<Engine> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  if (endpoint !== undefined) {
    const call = caller(endpoint, agent);
    if (!(await answers(call, () => false))) throw engineFailure(`the DynamoDB engine at ${endpoint} does not answer.`);
    return { endpoint, call, died: new Promise(() => undefined), stop: async () => agent.destroy() };
  }
  const binary = findBinary();
  if (data !== "memory") await waitForPrevious(join(data, "engine.pid"));
  const { child, endpoint: own } = await launch(binary, data);
  const died = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let ended = false;
  void died.then(() => {
    ended = true;
    child.stdin?.destroy();
  });
  const call = caller(own, agent);
  if (!(await answers(call, () => ended))) {
    child.stdin?.destroy();
    throw engineFailure(
      `the DynamoDB engine does not start on the data folder ${data}. Is the folder readable and whole?`,
    );
  }
  const stop = async () => {
    child.stdin?.destroy();
    await died;
    agent.destroy();
  };
  return { endpoint: own, call, died, stop };
};

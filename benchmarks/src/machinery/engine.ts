import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Call, caller } from "./call.ts";

/** A DynamoDB engine of its own for a benchmark, in memory. */
export type Engine = { readonly endpoint: string; readonly call: Call; readonly stop: () => Promise<void> };

// The engine ends with the pipe from this process, however this process ends: a benchmark that fails leaves none behind
const leash = `"$0" "$@" </dev/null & pid=$!; cat >/dev/null; kill -9 $pid`;

/** Starts the engine on a free port. Throws when there is none of the package for this platform or on the PATH, or it does not answer in five seconds. */
export const startEngine = async (): Promise<Engine> => {
  const port = await freePort();
  const child = spawn("sh", ["-c", leash, binary(), "serve", "--host", "127.0.0.1", "--port", String(port)], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const call = caller(endpoint, "DynamoDB_20120810");
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.stdin.end();
    });
  for (let tries = 0; tries < 1000; tries += 1) {
    const answers = await call("ListTables", {}).then(
      () => true,
      () => false,
    );
    if (answers) return { endpoint, call, stop };
    await sleep(5);
  }
  await stop();
  throw new Error("The DynamoDB engine does not answer");
};

// Where there is no package for a platform, the shell looks for the engine on the PATH
const binary = (): string => {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "dynoxide");
  } catch {
    return "dynoxide";
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { bodyOf } from "./stand-ins.ts";

/** How a function started: until its first answer, and what it held then. */
export type Start = {
  /** Process start to the answer, in milliseconds. */
  readonly ms: number;
  /** Resident memory after the answer, in bytes. */
  readonly memory: number;
  /** Modules loaded, Node's own and the function's. */
  readonly modules: number;
  readonly status: number;
};

/** Lambda's runtime interface for one invocation of a fresh process. */
export type RuntimeApi = {
  /** Starts the loop with a bundle, hands it one event and ends it after its answer. Throws when it ends before, or takes ten seconds. */
  readonly coldStart: (start: ColdStart) => Promise<Start>;
  readonly stop: () => void;
};

/** What is started: the loop, the function's bundle, its environment and the event. */
export type ColdStart = {
  readonly loop: string;
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly event: unknown;
};

type Waiting = {
  readonly event: string;
  readonly answered: (body: Buffer) => void;
  readonly asksAgain: (memory: number, modules: number) => void;
};

/** Starts the interface on a free port; one function at a time. */
export const startRuntimeApi = async (): Promise<RuntimeApi> => {
  let waiting: Waiting | undefined;
  let handedOut = false;
  const server = createServer(async (request, response) => {
    if (request.url?.endsWith("/next")) {
      if (!handedOut) {
        handedOut = true;
        response.setHeader("lambda-runtime-aws-request-id", "bench").end(waiting?.event);
      } else waiting?.asksAgain(Number(request.headers["x-memory"]), Number(request.headers["x-modules"]));
      return;
    }
    waiting?.answered(await bodyOf(request));
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const coldStart = ({ loop, bundle, environment, event }: ColdStart): Promise<Start> =>
    new Promise((resolve, reject) => {
      handedOut = false;
      let ms = 0;
      let status = 0;
      const env = { ...environment, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}` };
      const started = performance.now();
      const child = spawn(process.execPath, [loop, bundle], { env, stdio: ["ignore", "ignore", "inherit"] });
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      child.once("exit", () => {
        clearTimeout(late);
        reject(new Error(`${bundle} ended before it had answered`));
      });
      waiting = {
        event: JSON.stringify(event),
        answered: (body) => {
          ms = performance.now() - started;
          status = (JSON.parse(body.toString()) as { statusCode?: number }).statusCode ?? 0;
        },
        asksAgain: (memory, modules) => {
          child.removeAllListeners("exit");
          clearTimeout(late);
          child.once("exit", () => resolve({ ms, memory, modules, status }));
          child.kill("SIGKILL");
        },
      };
    });
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { coldStart, stop };
};

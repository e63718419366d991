import { Worker } from "node:worker_threads";

/** A function in a worker of its own, as Lambda has one process for it; its log is thrown away. */
export type RunningFunction = {
  /** Hands it an event; it has a minute unless said. */
  readonly invoke: (event: unknown, time?: { readonly milliseconds: number }) => Promise<unknown>;
  readonly stop: () => Promise<unknown>;
};

/** What the worker runs: it needs no types and nothing but Node, so that it is text. */
const program = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { handler } = require(workerData);
  parentPort.on("message", async ({ event, milliseconds }) => {
    const deadline = Date.now() + milliseconds;
    const context = { awsRequestId: "bench", getRemainingTimeInMillis: () => deadline - Date.now() };
    try {
      parentPort.postMessage({ answer: await handler(event, context) });
    } catch (error) {
      parentPort.postMessage({ failed: String(error) });
    }
  });
`;

/** Runs a bundle with an environment; one invocation at a time. */
export const runFunction = (bundle: string, environment: Readonly<Record<string, string>>): RunningFunction => {
  const worker = new Worker(program, {
    eval: true,
    workerData: bundle,
    env: { ...environment },
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  const invoke: RunningFunction["invoke"] = (event, { milliseconds } = { milliseconds: 60_000 }) =>
    new Promise<unknown>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", ({ answer, failed }: { readonly answer?: unknown; readonly failed?: string }) => {
        worker.off("error", reject);
        if (failed === undefined) resolve(answer);
        else reject(new Error(failed));
      });
      worker.postMessage({ event, milliseconds });
    });
  return { invoke, stop: () => worker.terminate() };
};

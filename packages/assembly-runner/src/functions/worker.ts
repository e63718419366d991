import { Worker } from "node:worker_threads";
import type { FunctionSpec } from "../assembly/plan.ts";
import { bootstrap } from "./bootstrap.ts";
import type { FunctionError, InvocationMessage, WorkerMessage, WorkerStart } from "./messages.ts";

/** How an invocation ended: with a payload (JSON text), or with the error that Lambda would report. */
export type InvocationResult =
  | { readonly ok: true; readonly payload: string | undefined }
  | { readonly ok: false; readonly error: FunctionError };

/** One execution environment of a function: a worker thread that runs one invocation at a time. */
export type FunctionInstance = {
  /** Runs one invocation to its end. After a time-out or a crash the instance has ended. */
  readonly run: (message: InvocationMessage) => Promise<InvocationResult>;
  readonly hasEnded: () => boolean;
  readonly end: () => Promise<void>;
};

/** Where the console output of functions goes, line by line. */
export type LogSink = (functionName: string, line: string) => void;

// Node would strip the types of a module in every worker, at 70 ms each; as source text they are stripped once.
const program = `(${bootstrap.toString()})()`;

const initTimeoutMs = 10_000;

const failure = (errorType: string, errorMessage: string): InvocationResult => ({
  ok: false,
  error: { errorType, errorMessage },
});

const byLine = (functionName: string, log: LogSink) => {
  let rest = "";
  return (chunk: Buffer | string) => {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) log(functionName, line);
  };
};

/** Starts an instance. Its module loads at once; the first `run` waits for that. */
export const startInstance = (
  spec: FunctionSpec,
  environment: Readonly<Record<string, string>>,
  clockOffset: SharedArrayBuffer,
  log: LogSink,
): FunctionInstance => {
  const { NODE_OPTIONS: nodeOptions = "", ...env } = environment;
  const workerData: WorkerStart = {
    folder: spec.folder,
    handler: spec.handler,
    functionName: spec.name,
    memoryMb: spec.memoryMb,
    nodeOptions,
    logsAsJson: spec.logsAsJson,
    clockOffset,
  };
  const worker = new Worker(program, {
    eval: true,
    env,
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
  });
  worker.stdout.on("data", byLine(spec.name, log));
  worker.stderr.on("data", byLine(spec.name, log));
  let isOver = false;
  let settle: ((result: InvocationResult) => void) | undefined;
  let markReady: (result: InvocationResult) => void = () => undefined;
  const ready = new Promise<InvocationResult>((resolve) => {
    markReady = resolve;
  });
  const finish = (result: InvocationResult) => {
    markReady(result);
    settle?.(result);
  };
  const endWith = (result: InvocationResult) => {
    isOver = true;
    finish(result);
  };
  worker.on("message", (message: WorkerMessage) => {
    switch (message.kind) {
      case "ready":
        return markReady({ ok: true, payload: undefined });
      case "unready":
        void worker.terminate();
        return endWith({ ok: false, error: message.error });
      case "done":
        return settle?.({ ok: true, payload: message.payload });
      case "failed":
        return settle?.({ ok: false, error: message.error });
    }
  });
  worker.on("error", (error: Error & { code?: string }) =>
    endWith(
      error.code === "ERR_WORKER_OUT_OF_MEMORY"
        ? failure("Runtime.OutOfMemory", `the function used more than its ${spec.memoryMb} MB`)
        : failure(error.name ?? "Error", error.message ?? String(error)),
    ),
  );
  worker.on("exit", () => endWith(failure("Runtime.ExitError", "Runtime exited without providing a reason")));

  const within = async (
    timeoutMs: number,
    late: InvocationResult,
    work: (resolve: (result: InvocationResult) => void) => void,
  ): Promise<InvocationResult> => {
    let timer: NodeJS.Timeout | undefined;
    const result = await new Promise<InvocationResult>((resolve) => {
      timer = setTimeout(() => {
        endWith(late);
        void worker.terminate();
      }, timeoutMs);
      settle = resolve;
      work(resolve);
    });
    clearTimeout(timer);
    settle = undefined;
    return result;
  };
  return {
    run: async (message) => {
      const late = failure("Runtime.InitTimeout", "the function did not load within 10 seconds");
      const loaded = await within(initTimeoutMs, late, (resolve) => void ready.then(resolve));
      if (!loaded.ok || isOver) return loaded;
      const seconds = (message.timeoutMs / 1000).toFixed(2);
      const timedOut = failure(
        "Sandbox.Timedout",
        `RequestId: ${message.requestId} Error: Task timed out after ${seconds} seconds`,
      );
      return within(message.timeoutMs, timedOut, () => worker.postMessage(message));
    },
    hasEnded: () => isOver,
    end: async () => {
      isOver = true;
      await worker.terminate();
    },
  };
};

import { Worker } from "node:worker_threads";
import type { FunctionSpec } from "../assembly/plan.ts";
import { bootstrap } from "./bootstrap.ts";
import type { FunctionError, InvocationMessage, WorkerMessage, WorkerStart } from "./messages.ts";

/** How an invocation ended: with a JSON result, or with the error that Lambda would report. */
export type Outcome =
  | { readonly ok: true; readonly result: string | undefined }
  | { readonly ok: false; readonly error: FunctionError };

/** One execution environment of a function: a thread that runs one invocation at a time. */
export type Instance = {
  /** Runs one invocation to its end. After a time-out or a crash the instance is over. */
  readonly run: (message: InvocationMessage) => Promise<Outcome>;
  readonly isOver: () => boolean;
  readonly end: () => Promise<void>;
};

/** Where the console output of functions goes, line by line. */
export type Log = (functionName: string, line: string) => void;

// Node strips the types of a module anew in every worker, at 70 ms each; as text the program is stripped only once.
const program = `(${bootstrap.toString()})()`;

const initLimitMs = 10_000;

const failure = (errorType: string, errorMessage: string): Outcome => ({
  ok: false,
  error: { errorType, errorMessage },
});

const byLine = (functionName: string, log: Log) => {
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
  shift: SharedArrayBuffer,
  log: Log,
): Instance => {
  const { NODE_OPTIONS: nodeOptions = "", ...env } = environment;
  const workerData: WorkerStart = {
    folder: spec.folder,
    handler: spec.handler,
    functionName: spec.name,
    functionArn: spec.arn,
    memoryMb: spec.memoryMb,
    nodeOptions,
    logsAsJson: spec.logsAsJson,
    shift,
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
  let over = false;
  let settle: ((outcome: Outcome) => void) | undefined;
  let markReady: (outcome: Outcome) => void = () => undefined;
  const ready = new Promise<Outcome>((resolve) => {
    markReady = resolve;
  });
  const finish = (outcome: Outcome) => {
    markReady(outcome);
    settle?.(outcome);
  };
  const collapse = (outcome: Outcome) => {
    over = true;
    finish(outcome);
  };
  worker.on("message", (message: WorkerMessage) => {
    switch (message.kind) {
      case "ready":
        return markReady({ ok: true, result: undefined });
      case "unready":
        void worker.terminate();
        return collapse({ ok: false, error: message.error });
      case "done":
        return settle?.({ ok: true, result: message.result });
      case "failed":
        return settle?.({ ok: false, error: message.error });
    }
  });
  worker.on("error", (error: Error & { code?: string }) =>
    collapse(
      error.code === "ERR_WORKER_OUT_OF_MEMORY"
        ? failure("Runtime.OutOfMemory", `the function used more than its ${spec.memoryMb} MB`)
        : failure(error.name ?? "Error", error.message ?? String(error)),
    ),
  );
  worker.on("exit", () => collapse(failure("Runtime.ExitError", "Runtime exited without providing a reason")));

  const within = async (
    limitMs: number,
    late: Outcome,
    work: (resolve: (outcome: Outcome) => void) => void,
  ): Promise<Outcome> => {
    let timer: NodeJS.Timeout | undefined;
    const outcome = await new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => {
        collapse(late);
        void worker.terminate();
      }, limitMs);
      settle = resolve;
      work(resolve);
    });
    clearTimeout(timer);
    settle = undefined;
    return outcome;
  };
  return {
    run: async (message) => {
      const late = failure("Runtime.InitTimeout", "the function did not load within 10 seconds");
      const loaded = await within(initLimitMs, late, (resolve) => void ready.then(resolve));
      if (!loaded.ok || over) return loaded;
      const seconds = (message.timeoutMs / 1000).toFixed(2);
      const timedOut = failure(
        "Sandbox.Timedout",
        `RequestId: ${message.requestId} Error: Task timed out after ${seconds} seconds`,
      );
      return within(message.timeoutMs, timedOut, () => worker.postMessage(message));
    },
    isOver: () => over,
    end: async () => {
      over = true;
      await worker.terminate();
    },
  };
};

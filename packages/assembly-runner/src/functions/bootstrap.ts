import type { FunctionError, InvocationMessage, WorkerMessage, WorkerStart } from "./messages.ts";

/**
 * The program of a worker: what Lambda's Node runtime does around a bundle. It runs from its own source text (see `worker.ts`), so
 * it may use nothing from outside itself.
 */
export const bootstrap = (): void => {
  const { parentPort, workerData } = require("node:worker_threads") as typeof import("node:worker_threads");
  const start = workerData as WorkerStart;
  const report = (message: WorkerMessage) => parentPort?.postMessage(message);

  // Deployed code needs no local mode: its Date shows the runner's clock.
  const RealDate = Date;
  const offset = new BigInt64Array(start.clockOffset);
  const now = () => RealDate.now() + Number(Atomics.load(offset, 0));
  const MovedDate = function (this: unknown, ...parts: unknown[]) {
    if (new.target === undefined) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, parts.length === 0 ? [now()] : parts, new.target);
  };
  Object.setPrototypeOf(MovedDate, RealDate);
  Object.defineProperty(MovedDate, "name", { value: "Date" });
  Object.defineProperty(MovedDate, "prototype", { value: RealDate.prototype });
  Object.defineProperty(MovedDate, "now", { value: now, writable: true, configurable: true });
  RealDate.prototype.constructor = MovedDate;
  globalThis.Date = MovedDate as unknown as DateConstructor;

  if (start.nodeOptions !== "") {
    process.env["NODE_OPTIONS"] = start.nodeOptions;
    if (start.nodeOptions.includes("--enable-source-maps")) process.setSourceMapsEnabled(true);
  }

  let requestId = "";
  if (start.logsAsJson) {
    const { format } = require("node:util") as typeof import("node:util");
    const levels = { trace: "TRACE", debug: "DEBUG", log: "INFO", info: "INFO", warn: "WARN", error: "ERROR" } as const;
    for (const method of Object.keys(levels) as (keyof typeof levels)[]) {
      console[method] = (...parts: unknown[]) => {
        const [only] = parts;
        const message =
          parts.length === 1 && typeof only === "object" && !(only instanceof Error) ? only : format(...parts);
        const line = { timestamp: new Date().toISOString(), level: levels[method], requestId, message };
        process.stdout.write(`${JSON.stringify(line)}\n`);
      };
    }
  }

  const errorOf = (thrown: unknown): FunctionError => {
    if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown) };
    return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? "").split("\n") };
  };

  type Handler = (event: unknown, context: unknown) => unknown;
  const load = async (): Promise<Handler> => {
    const { existsSync, readFileSync } = require("node:fs") as typeof import("node:fs");
    const path = require("node:path") as typeof import("node:path");
    type Unit = {
      exports: Record<string, unknown>;
      _compile: (code: string, file: string, format: "commonjs") => void;
    };
    const Module = require("node:module") as unknown as (new (
      id: string,
    ) => Unit) & {
      _nodeModulePaths: (folder: string) => string[];
    };
    const nodeModulesAbove = Module._nodeModulePaths;
    const dot = start.handler.lastIndexOf(".");
    const module = path.join(start.folder, start.handler.slice(0, dot));
    const name = start.handler.slice(dot + 1);
    // On Lambda there is no package.json above the bundle, so index.js is CommonJS whatever a package.json above the folder says.
    const file = `${module}.js`;
    if (!existsSync(file)) {
      throw Object.assign(new Error(`Cannot find module '${start.handler}'`), { name: "Runtime.ImportModuleError" });
    }
    const unit = Object.assign(new Module(file), { filename: file, paths: nodeModulesAbove(path.dirname(file)) });
    unit._compile(readFileSync(file, "utf8"), file, "commonjs");
    const exported: Record<string, unknown> = unit.exports;
    const handler = exported[name];
    if (typeof handler !== "function") {
      throw Object.assign(new Error(`${start.handler} is undefined or not exported`), {
        name: "Runtime.HandlerNotFound",
      });
    }
    // nodejs24.x has no callbacks: a handler that expects one fails there, and so it fails here.
    if (handler.length > 2) {
      throw Object.assign(new Error("callback-based handlers are not supported on nodejs24.x"), {
        name: "Runtime.CallbackHandlerDeprecated",
      });
    }
    return handler as Handler;
  };

  const invoke = async (handler: Handler, message: InvocationMessage): Promise<void> => {
    requestId = message.requestId;
    const deadline = performance.now() + message.timeoutMs;
    const context = {
      awsRequestId: message.requestId,
      functionName: start.functionName,
      functionVersion: "$LATEST",
      invokedFunctionArn: message.invokedArn,
      memoryLimitInMB: String(start.memoryMb),
      logGroupName: `/aws/lambda/${start.functionName}`,
      logStreamName: "local",
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
    };
    try {
      report({ kind: "done", payload: JSON.stringify(await handler(JSON.parse(message.event), context)) });
    } catch (error) {
      report({ kind: "failed", error: errorOf(error) });
    }
  };

  load().then(
    (handler) => {
      parentPort?.on("message", (message: InvocationMessage) => void invoke(handler, message));
      report({ kind: "ready" });
    },
    (error: unknown) => report({ kind: "unready", error: errorOf(error) }),
  );
};

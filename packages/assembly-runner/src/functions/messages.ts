/** What a worker is started with. */
export type WorkerStart = {
  readonly folder: string;
  readonly handler: string;
  readonly functionName: string;
  readonly memoryMb: number;
  readonly nodeOptions: string;
  readonly logsAsJson: boolean;
  readonly clockOffset: SharedArrayBuffer;
};

/** One invocation on its way to a worker; the event is JSON text, as on Lambda. */
export type InvocationMessage = {
  readonly requestId: string;
  readonly event: string;
  /** The ARN by which it was invoked, with the alias where there was one. */
  readonly invokedArn: string;
  readonly timeoutMs: number;
};

/** What a function threw, in Lambda's form. */
export type FunctionError = {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
};

/** What a worker reports: that its module is loaded (or is not), and how an invocation ended; the payload is JSON text. */
export type WorkerMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "unready"; readonly error: FunctionError }
  | { readonly kind: "done"; readonly payload: string | undefined }
  | { readonly kind: "failed"; readonly error: FunctionError };

/** An error that stops the start with one clear line and no stack: what is wrong and what to do. */
export const startRefusal = (message: string): Error =>
  Object.assign(new Error(`Trygt cannot start: ${message}`), { name: "StartRefusal" });

/** Whether an error was made by `startRefusal`. */
export const isStartRefusal = (error: unknown): error is Error =>
  error instanceof Error && error.name === "StartRefusal";

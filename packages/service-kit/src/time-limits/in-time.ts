import { setTimeout } from "node:timers";
import type { Context } from "aws-lambda";
import { marginMs } from "./limits.ts";

/** What Lambda tells of the time that an invocation has left. */
export type Remaining = Pick<Context, "getRemainingTimeInMillis">;

/** Does work within what is left of an invocation. Throws a `TimeoutError`, which may pass, when half a second is left: the function still has its say, and Lambda does not end it for all whom it serves. */
export const inTime = async <Result>(work: () => Promise<Result>, context: Remaining): Promise<Result> => {
  const leftMs = context.getRemainingTimeInMillis() - marginMs;
  if (leftMs <= 0) throw outOfTime();
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(outOfTime()), leftMs);
  });
  try {
    return await Promise.race([work(), end]);
  } finally {
    clearTimeout(timer);
  }
};

const outOfTime = () => Object.assign(new Error("The time of the function has run out"), { name: "TimeoutError" });

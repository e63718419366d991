/** How long each function may take, in seconds: infrastructure sets it, and whatever the function calls fits inside. The gateway would wait for 30 (AWS limit). */
export const functionSeconds = {
  api: 10,
  // Whoever asks a private function waits for it, within a time of its own
  desk: 8,
  logReader: 8,
  relay: 30,
  logWatch: 30,
  subscriber: 30,
  clock: 60,
} as const;

/** What a function keeps of its time, in milliseconds, to say that the rest has run out. */
export const marginMs = 500;

/** How long one call may take: to connect, and until the answer or its next part, in milliseconds; and how often it is tried. */
export type CallLimits = {
  readonly connectMs: number;
  readonly answerMs: number;
  readonly maxAttempts: number;
};

/** A call to DynamoDB, KMS, EventBridge or SQS: with its tries and the pauses between them it ends within seven seconds. */
export const awsCall: CallLimits = { connectMs: 1000, answerMs: 2000, maxAttempts: 3 };

/** The longest that all tries of one call to a private function may take, in milliseconds: longer than the function itself, shorter than the API that asks it. */
export const privateFunctionMs = 8500;

/** A call to a private function, such as the desk: a connection that was lost is taken up once more. */
export const privateFunctionCall: CallLimits = { connectMs: 1000, answerMs: privateFunctionMs, maxAttempts: 2 };

/** How long another system may be silent, and how long its whole answer may take, in milliseconds. */
export const otherSystem = { silentMs: 3000, overallMs: 5000 } as const;
export type OtherSystemLimits = { readonly silentMs: number; readonly overallMs: number };

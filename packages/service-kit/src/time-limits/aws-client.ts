import type { CallLimits } from "./limits.ts";

type LimitedConfiguration = {
  readonly maxAttempts: number;
  readonly cacheMiddleware: boolean;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: boolean;
    readonly socketTimeout: number;
  };
};

/** A client of the AWS SDK whose calls end in time: left to itself, it waits for ever for a server that accepts and does not answer. */
export const awsClient = <Client>(
  Client: new (configuration: LimitedConfiguration) => Client,
  { connectMs, answerMs, maxAttempts }: CallLimits,
): Client =>
  new Client({
    maxAttempts,
    // What a call passes through stands for each kind of call once it has been put together; nobody adds to it later
    cacheMiddleware: true,
    requestHandler: {
      connectionTimeout: connectMs,
      // Until the answer begins; without the next line the SDK only warns
      requestTimeout: answerMs,
      throwOnRequestTimeout: true,
      // Between the parts of an answer that has begun
      socketTimeout: answerMs,
    },
  });

import { ContentionError } from "../records/store.ts";

/** Whether what failed may succeed later: contention, a neighbour's overload or fault, a network without an answer. All else never passes by itself: a request that AWS would never carry out, a right that is missing, an error of ours. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ContentionError ||
  (error instanceof Error &&
    (saysAws(error) || networkFailure.test(`${error.name} ${"code" in error ? error.code : ""}`)));

// AWS, Error handling and retries: these names, 429 and 5xx may be tried again; other 4xx would fail for ever
const passing =
  /Throttl|ThroughputExceeded|RequestLimitExceeded|TooManyRequests|TransactionConflict|TransactionInProgress|InternalServer|InternalFailure|ServiceUnavailable|KMSInternal/;

const saysAws = (error: Error): boolean => {
  if (!("$metadata" in error)) return false;
  const { httpStatusCode = 0 } = error.$metadata as { readonly httpStatusCode?: number };
  return httpStatusCode === 429 || httpStatusCode >= 500 || passing.test(error.name);
};

// Names of the SDK and codes of the operating system; `ERR_…` are errors of Node about its arguments
const networkFailure = /Timeout|AbortError|\bE(?!RR_)[A-Z_]{3,}\b/;

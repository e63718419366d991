import { type Lighter, unread } from "./lighter.ts";

/** What is for other services of AWS, other ways to use a client, and other places than Node. */
export const unused: readonly Lighter[] = [
  {
    // Used by operations that stream events; none of ours does, but a client may ask for it while it is made
    module: /submodules\/event-streams\/index\.js$/,
    instead: () => `export const eventStreamSerdeProvider = () => undefined;
      export const resolveEventStreamSerdeConfig = (config) => config;
      export class EventStreamSerde {
        constructor() { throw new Error("Event streams are not in this bundle; see scripts/bundle/lighter/unused.ts"); }
      }`,
  },
  {
    // Signs the messages of such streams
    module: /signature-v4\/dist-es\/HeaderFormatter\.js$/,
    instead: () => "export class HeaderFormatter {}",
  },
  {
    // Clients are made without a logger, and yet this walks through the whole input and output of every call to hide what is secret
    module: /middleware-logger\/loggerMiddleware\.js$/,
    instead: () => `export const loggerMiddleware = () => (next) => next;
      export const loggerMiddlewareOptions = {};
      export const getLoggerPlugin = () => ({ applyToStack: () => {} });`,
  },
  {
    // ... by these
    module: /smithy-client\/schemaLogFilter\.js$/,
    instead: () => "export const schemaLogFilter = (_, message) => message;",
  },
  {
    // AWS_RETRY_MODE=adaptive is not set anywhere: it would slow all of a function's calls after one throttled one
    module: /util-retry\/AdaptiveRetryStrategy\.js$/,
    instead: () => `export class AdaptiveRetryStrategy {
      constructor() { throw new Error("The adaptive retry mode is not in this bundle; see scripts/bundle/lighter/unused.ts"); }
    }`,
  },
  {
    // Node reads and writes the three forms of time that AWS uses; the SDK's own parsers only refuse malformed ones by name
    module: /serde\/date-utils\.js$/,
    instead: () => `const read = (text) => (text === null || text === undefined ? undefined : new Date(text));
      export const dateToUtcString = (date) => date.toUTCString();
      export const parseRfc3339DateTime = read;
      export const parseRfc3339DateTimeWithOffset = read;
      export const parseRfc7231DateTime = read;${unread("parseEpochTimestamp")}`,
  },
  {
    // Keeps apart the traces of invocations that run side by side; a function of Trygt answers one after another, and Lambda writes its trace into _X_AMZN_TRACE_ID
    module: /lambda-invoke-store\/dist-es\/invoke-store\.js$/,
    instead: () => "export const InvokeStore = { getInstanceAsync: async () => undefined };",
  },
  {
    // For a Node without OpenSSL
    module: /sha256\/Sha256Js\.js$/,
    instead: () => "export class Sha256Js {}",
  },
  {
    // Only multi-region endpoints of EventBridge sign with SigV4a
    module: /signature-v4-multi-region\/dist-es\/index\.js$/,
    instead: () => `export { SignatureV4 as SignatureV4MultiRegion } from "@smithy/signature-v4";`,
  },
];

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Loader, OnLoadArgs, Plugin } from "esbuild";

/** A module that a Lambda function carries for nothing, and what stands in its place. */
type Lighter = {
  /** Which module, by its path under node_modules. */
  readonly module: RegExp;
  readonly loader?: Loader;
  readonly instead: (file: OnLoadArgs) => string | Promise<string>;
};

/** Host names of the services; their clients' packages are not all named so. */
const hosts: Readonly<Record<string, string>> = {
  dynamodb: "dynamodb",
  eventbridge: "events",
  kms: "kms",
  lambda: "lambda",
  sqs: "sqs",
};

/** Errors that Trygt tells apart by class. All others keep their name, status and message without a class of their own. */
const toldApart = new Set(["ConditionalCheckFailedException", "TransactionCanceledException"]);

const withoutRegistrations = (schemas: string): string =>
  schemas
    .replace(/^import \{(.*)\} from "\.\.\/models\/errors";$/m, (_, names: string) => {
      const kept = names.split(",").filter((name) => toldApart.has(name.trim()));
      return `import {${kept.join(",")}} from "../models/errors";`;
    })
    .replace(/^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm, (text, name) => (toldApart.has(name) ? text : ""));

/** Writes `{ [_e]: _c }` as `{ "error": _c }`: a computed key might do something, so that esbuild keeps the schemas of every operation. */
const plainKeys = (schemas: string): string => {
  const texts = new Map([...schemas.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, text]) => [name, text]));
  return schemas.replace(/\[(_\w+)\]:/g, (key, name) => (texts.has(name) ? `${texts.get(name)}:` : key));
};

/** All that is left out; each entry names a module that exists, or the test beside this file fails. */
export const lighter: readonly Lighter[] = [
  {
    // Lambda gives credentials in the environment; the search through files, SSO and metadata costs a third of a bare start
    module: /credential-provider-node\/dist-es\/index\.js$/,
    instead: () => `export const defaultProvider = () => async () => ({
      accessKeyId: process.env.AWS_ACCESS_KEY_ID,
      secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
      sessionToken: process.env.AWS_SESSION_TOKEN,
    });`,
  },
  {
    // A function has no ~/.aws: everything is said by environment variables
    module: /shared-ini-file-loader\/loadSharedConfigFiles\.js$/,
    instead: () => `export const CONFIG_PREFIX_SEPARATOR = ".";
      export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
  },
  {
    // Lambda sets AWS_REGION; there is no instance to ask
    module: /regionConfig\/getInstanceMetadataRegion\.js$/,
    instead: () => "export const getInstanceMetadataRegion = async () => undefined;",
  },
  {
    // The rule engine chooses among partitions, FIPS, dual stack and account endpoints; the region and AWS_ENDPOINT_URL_* are enough
    module: /client-\w+\/dist-es\/endpoint\/endpointResolver\.js$/,
    instead: ({ path }) => {
      const client = /client-(\w+)/.exec(path)?.[1] ?? "";
      const host = hosts[client];
      if (host === undefined) throw new Error(`Say in scripts/bundle/lean.ts under which host name ${client} answers`);
      return `import { regionalEndpoint } from "${join(import.meta.dirname, "regional-endpoint.ts")}";
        export const defaultEndpointResolver = regionalEndpoint("${host}");`;
    },
  },
  {
    // Read by the rule engine only
    module: /lib\/aws\/partitions\.js$/,
    instead: () => "export const partitionsInfo = { partitions: [] };",
  },
  {
    // DynamoDB's endpoint discovery is off unless asked for, and its cache stays empty
    module: /endpoint-cache\/dist-es\/index\.js$/,
    instead: () => "export class EndpointCache {}",
  },
  {
    // Used by operations that stream events; none of ours does, but a client may ask for it while it is made
    module: /submodules\/event-streams\/index\.js$/,
    instead: () => `export const eventStreamSerdeProvider = () => undefined;
      export const resolveEventStreamSerdeConfig = (config) => config;
      export class EventStreamSerde {
        constructor() { throw new Error("Event streams are not in this bundle; see scripts/bundle/lean.ts"); }
      }`,
  },
  {
    // Clients are made without a logger, and yet this walks through the whole input and output of every call to hide what is secret
    module: /middleware-logger\/loggerMiddleware\.js$/,
    instead: () => `export const loggerMiddleware = () => (next) => next;
      export const loggerMiddlewareOptions = {};
      export const getLoggerPlugin = () => ({ applyToStack: () => {} });`,
  },
  {
    // Signs the messages of such streams
    module: /signature-v4\/dist-es\/HeaderFormatter\.js$/,
    instead: () => "export class HeaderFormatter {}",
  },
  {
    // Clients are made without extensions; what is left of them is the handler's longest wait
    module: /client-\w+\/dist-es\/runtimeExtensions\.js$/,
    instead: () => `export const resolveRuntimeExtensions = (config) => {
      config.requestHandler?.updateHttpClientConfig?.(
        Symbol.for("@smithy/defaultSocketTimeout"),
        config.defaultSocketTimeout,
      );
      return config;
    };`,
  },
  {
    // AWS_RETRY_MODE=adaptive is not set anywhere: it would slow all of a function's calls after one throttled one
    module: /util-retry\/AdaptiveRetryStrategy\.js$/,
    instead: () => `export class AdaptiveRetryStrategy {
      constructor() { throw new Error("The adaptive retry mode is not in this bundle; see scripts/bundle/lean.ts"); }
    }`,
  },
  {
    // Bucket names in host names: for S3 only
    module: /service-customizations\/s3\.js$/,
    instead: () => `export const DOT_PATTERN = /\\./;
      export const S3_HOSTNAME_PATTERN = /^s3/;
      export const resolveParamsForS3 = async () => undefined;
      export const isDnsCompatibleBucketName = () => false;
      export const isArnBucketName = () => false;`,
  },
  {
    // Node reads and writes the three forms of time that AWS uses; the SDK's own parsers only refuse malformed ones by name
    module: /serde\/date-utils\.js$/,
    instead: () => `const read = (text) => (text === null || text === undefined ? undefined : new Date(text));
      export const dateToUtcString = (date) => date.toUTCString();
      export const parseRfc3339DateTime = read;
      export const parseRfc3339DateTimeWithOffset = read;
      export const parseRfc7231DateTime = read;
      export const parseEpochTimestamp = (seconds) =>
        seconds === null || seconds === undefined ? undefined : new Date(Math.round(Number(seconds) * 1000));`,
  },
  {
    // ... and so do those that answers are read with
    module: /serde\/schema-serde-lib\/schema-date-utils\.js$/,
    instead: () => `const read = (text) => (text === null || text === undefined ? undefined : new Date(text));
      export const _parseRfc3339DateTimeWithOffset = read;
      export const _parseRfc7231DateTime = read;
      export const _parseEpochTimestamp = (seconds) =>
        seconds === null || seconds === undefined ? undefined : new Date(Math.round(Number(seconds) * 1000));`,
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
  {
    // Only the version is read, for the user agent
    module: /@aws-sdk\/client-\w+\/package\.json$/,
    loader: "json",
    instead: async ({ path }) => JSON.stringify({ version: JSON.parse(await readFile(path, "utf8")).version }),
  },
  {
    // Each error has a class of 200 bytes. An import of one that is dropped here does not bundle
    module: /client-\w+\/dist-es\/models\/errors\.js$/,
    instead: async ({ path }) =>
      (await readFile(path, "utf8")).replace(/^export class (\w+) [\s\S]*?^}\n/gm, (text, name) =>
        toldApart.has(name) ? text : "",
      ),
  },
  {
    // ... and is registered by name beside the schemas, which keeps all of them alive
    module: /client-\w+\/dist-es\/schemas\/schemas_0\.js$/,
    instead: async ({ path }) => withoutRegistrations(plainKeys(await readFile(path, "utf8"))),
  },
];

/** Leaves out of a bundle what libraries carry for other places than Lambda and for operations that Trygt does not call. */
export const lean: Plugin = {
  name: "lean",
  setup: ({ onLoad }) => {
    for (const { module, loader = "js", instead } of lighter)
      onLoad({ filter: module }, async (file) => ({
        contents: await instead(file),
        loader,
        resolveDir: join(file.path, ".."),
      }));
  },
};

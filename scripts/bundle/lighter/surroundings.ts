import { join } from "node:path";
import { type Lighter, unread } from "./lighter.ts";

/** Host names of the services; their clients' packages are not all named so. */
const hosts: Readonly<Record<string, string>> = {
  dynamodb: "dynamodb",
  eventbridge: "events",
  kms: "kms",
  lambda: "lambda",
  sqs: "sqs",
};

/** Where a function runs is known: Lambda, one account, its own region, everything said by environment variables. */
export const surroundings: readonly Lighter[] = [
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
    // There is no ~/.aws and no instance to ask: what the kit leaves open is AWS_REGION and the SDK's own defaults
    module: /client-\w+\/dist-es\/runtimeConfig\.js$/,
    instead: () => `import { defaultProvider } from "@aws-sdk/credential-provider-node";
      import { calculateBodyLength } from "@smithy/core/serde";
      import { NodeHttpHandler } from "@smithy/node-http-handler";
      import { getRuntimeConfig as shared } from "./runtimeConfig.shared";
      export const getRuntimeConfig = (config) => ({
        bodyLengthChecker: calculateBodyLength,
        credentialDefaultProvider: defaultProvider,
        region: process.env.AWS_REGION,
        retryMode: "standard",
        runtime: "node",
        ...shared(config),
        ...config,
        requestHandler: NodeHttpHandler.create(config?.requestHandler),
      });`,
  },
  {
    // What clients are made with is all there is: no extensions
    module: /client-\w+\/dist-es\/runtimeExtensions\.js$/,
    instead: () => "export const resolveRuntimeExtensions = (config) => config;",
  },
  {
    // The rule engine chooses among partitions, FIPS, dual stack and account endpoints; the region and AWS_ENDPOINT_URL_* are enough
    module: /client-\w+\/dist-es\/endpoint\/endpointResolver\.js$/,
    instead: ({ path }) => {
      const client = /client-(\w+)/.exec(path)?.[1] ?? "";
      const host = hosts[client];
      if (host === undefined)
        throw new Error(`Say in scripts/bundle/lighter/surroundings.ts under which host name ${client} answers`);
      return `import { regionalEndpoint } from "${join(import.meta.dirname, "../regional-endpoint.ts")}";
        export const defaultEndpointResolver = regionalEndpoint("${host}");`;
    },
  },
  {
    // ... whose accounts, ARNs and names of tables the SDK gathers on every call
    module: /adaptors\/getEndpointFromInstructions\.js$/,
    instead: () => `import { toEndpointV1 } from "./toEndpointV1";
      export const resolveParams = async (input, instructions, config) => {
        const given = config.isCustomEndpoint ? await config.endpoint() : await config.serviceConfiguredEndpoint();
        const { protocol, hostname, port, path } = (given && toEndpointV1(given)) ?? {};
        return {
          Endpoint: hostname && protocol + "//" + hostname + (port ? ":" + port : "") + path,
          Region: await config.region(),
          UseFIPS: await config.useFipsEndpoint(),
        };
      };
      export const bindGetEndpointFromInstructions = () => async (input, instructions, config) =>
        config.endpointProvider(await resolveParams(input, instructions, config));`,
  },
  {
    module: /adaptors\/getEndpointFromConfig\.js$/,
    instead: () => `export const getEndpointFromConfig = async (service) =>
      process.env["AWS_ENDPOINT_URL_" + service.toUpperCase().replaceAll(" ", "_")] || process.env.AWS_ENDPOINT_URL;`,
  },
  {
    module: /account-id-endpoint\/AccountIdEndpointModeConfigResolver\.js$/,
    instead: () => "export const resolveAccountIdEndpointModeConfig = (config) => config;",
  },
  {
    // Functions of that engine
    module: /client\/util-endpoints\/aws\.js$/,
    instead: () => unread("awsEndpointFunctions"),
  },
  {
    // DynamoDB's endpoint discovery is off unless asked for, and its cache stays empty
    module: /endpoint-cache\/dist-es\/index\.js$/,
    instead: () => "export class EndpointCache {}",
  },
  {
    // May be switched off by a file or variable, which nobody does: a call that AWS finds out of time is dated by its clock
    module: /aws_sdk\/clock-skew-defaults\.js$/,
    instead: () => "export const DEFAULT_DISABLE_CLOCK_SKEW_CORRECTION = false;",
  },
  {
    // AWS counts with it which features of the SDK are in use, put together anew for every call
    module: /middleware-user-agent\/user-agent-middleware\.js$/,
    instead: () => `export const getUserAgentPlugin = () => ({
      applyToStack: (stack) => {
        const agent = "aws-sdk-js exec-env/" + process.env.AWS_EXECUTION_ENV;
        const named = (next) => (args) => {
          args.request.headers["user-agent"] = agent;
          return next(args);
        };
        stack.add(named, { name: "getUserAgentMiddleware", step: "build", priority: "low", override: true });
      },
    });${unread("userAgentMiddleware", "getUserAgentMiddlewareOptions")}`,
  },
  {
    module: /middleware-user-agent\/configurations\.js$/,
    instead: () => `export const resolveUserAgentConfig = (config) => config;${unread("DEFAULT_UA_APP_ID")}`,
  },
];

import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { bundled } from "./bundles.ts";

/** What one function is and may do; `may` is the whole of its permissions besides writing its own log. */
export type FunctionSpec = {
  /** Folder of the bundles; the function's own stands in `<code>/<name>/index.js`. */
  readonly code: string;
  /** Name of the bundle; with `service` it names the log group, `/trygt/visits/api`. */
  readonly name: string;
  readonly service: string;
  readonly purpose: string;
  readonly seconds: number;
  readonly megabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly may: readonly PolicyStatement[];
  readonly key: IKey;
};

/** Log groups whose names start so may be encrypted with the stage's key. */
export const logGroupPrefix = "/trygt/";

/** An encrypted log group. Logs hold only ids, codes and reasons, and go after three months; what must be kept is in the access log. */
export const logGroup = (scope: Construct, id: string, name: string, key: IKey): LogGroup =>
  new LogGroup(scope, id, {
    logGroupName: `${logGroupPrefix}${name}`,
    retention: RetentionDays.THREE_MONTHS,
    encryptionKey: key,
    removalPolicy: RemovalPolicy.DESTROY,
  });

/** A Lambda function with its own role and log. The role holds exactly what `may` says: nothing is granted to it elsewhere. */
export const lambdaFunction = (scope: Construct, id: string, spec: FunctionSpec): LambdaFunction => {
  const log = logGroup(scope, `${id}Log`, `${spec.service}/${spec.name}`, spec.key);
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    description: spec.purpose,
    inlinePolicies: {
      Work: new PolicyDocument({
        statements: [allow(["logs:CreateLogStream", "logs:PutLogEvents"], [log.logGroupArn]), ...spec.may],
      }),
    },
  });
  return new LambdaFunction(scope, id, {
    description: spec.purpose,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: bundled(spec.code, spec.name),
    handler: "index.handler",
    role: role.withoutPolicyUpdates(),
    timeout: Duration.seconds(spec.seconds),
    memorySize: spec.megabytes,
    environment: spec.environment,
    logGroup: log,
    loggingFormat: LoggingFormat.JSON,
    applicationLogLevelV2: ApplicationLogLevel.INFO,
    systemLogLevelV2: SystemLogLevel.WARN,
    tracing: Tracing.DISABLED,
  });
};

/** A statement that allows these actions on these resources, under these conditions. */
export const allow = (
  actions: readonly string[],
  resources: readonly string[],
  conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>,
): PolicyStatement =>
  new PolicyStatement({
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: [...resources],
    ...(conditions ? { conditions } : {}),
  });

import { createHash } from "node:crypto";
import { asText, type JsonObject } from "../json.ts";

/** Where a resource stands and what its name may be made of. `properties` are resolved on first use. */
export type ResourceContext = {
  readonly stack: string;
  readonly logicalId: string;
  readonly account: string;
  readonly region: string;
  readonly queueHost: string;
  readonly properties: () => JsonObject;
};

/** What `Ref` and `Fn::GetAtt` answer for a resource. */
export type ResourceIdentity = { readonly ref: string; readonly attributes: Readonly<Record<string, string>> };

const nameOf = (context: ResourceContext, property: string, maxLength: number): string =>
  asText(context.properties()[property]) ?? `${context.stack}-${context.logicalId}`.slice(0, maxLength);

const arn = (context: ResourceContext, service: string, rest: string): string =>
  `arn:aws:${service}:${context.region}:${context.account}:${rest}`;

/** A short stable identifier made from the resource's place in the assembly. */
const shortId = (context: ResourceContext, length: number): string =>
  createHash("sha256").update(`${context.stack}/${context.logicalId}`).digest("hex").slice(0, length);

const keyId = (context: ResourceContext): string =>
  shortId(context, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const named =
  (property: string, service: string, prefix: string) =>
  (context: ResourceContext): ResourceIdentity => {
    const name = nameOf(context, property, 64);
    return { ref: name, attributes: { Arn: arn(context, service, `${prefix}${name}`), Name: name } };
  };

const plain = (context: ResourceContext): ResourceIdentity => ({
  ref: shortId(context, 10),
  attributes: { Id: shortId(context, 10) },
});

const identities = {
  "AWS::DynamoDB::Table": (context: ResourceContext): ResourceIdentity => {
    const name = nameOf(context, "TableName", 255);
    const tableArn = arn(context, "dynamodb", `table/${name}`);
    return { ref: name, attributes: { Arn: tableArn, StreamArn: `${tableArn}/stream/local` } };
  },
  "AWS::Lambda::Function": named("FunctionName", "lambda", "function:"),
  "AWS::Lambda::Alias": (context: ResourceContext): ResourceIdentity => {
    const { FunctionName, Name } = context.properties();
    const of = asText(FunctionName) ?? "";
    return {
      ref: `${of.startsWith("arn:") ? of : arn(context, "lambda", `function:${of}`)}:${asText(Name)}`,
      attributes: {},
    };
  },
  "AWS::Lambda::EventSourceMapping": plain,
  "AWS::SQS::Queue": (context: ResourceContext): ResourceIdentity => {
    const name = nameOf(context, "QueueName", 80);
    return {
      ref: `${context.queueHost}/${context.account}/${name}`,
      attributes: {
        Arn: arn(context, "sqs", name),
        QueueName: name,
        QueueUrl: `${context.queueHost}/${context.account}/${name}`,
      },
    };
  },
  "AWS::Events::EventBus": named("Name", "events", "event-bus/"),
  "AWS::Events::Rule": named("Name", "events", "rule/"),
  "AWS::Events::Archive": (context: ResourceContext): ResourceIdentity => {
    const name = nameOf(context, "ArchiveName", 48);
    return { ref: name, attributes: { Arn: arn(context, "events", `archive/${name}`), ArchiveName: name } };
  },
  "AWS::Scheduler::Schedule": named("Name", "scheduler", "schedule/default/"),
  "AWS::ApiGatewayV2::Api": (context: ResourceContext): ResourceIdentity => {
    const id = shortId(context, 10);
    const endpoint = `https://${id}.execute-api.${context.region}.amazonaws.com`;
    return { ref: id, attributes: { ApiId: id, ApiEndpoint: endpoint } };
  },
  "AWS::ApiGatewayV2::Stage": (context: ResourceContext): ResourceIdentity => ({
    ref: asText(context.properties()["StageName"]) ?? "$default",
    attributes: {},
  }),
  "AWS::ApiGatewayV2::Route": plain,
  "AWS::ApiGatewayV2::Integration": plain,
  "AWS::ApiGatewayV2::Authorizer": (context: ResourceContext): ResourceIdentity => ({
    ref: shortId(context, 6),
    attributes: { AuthorizerId: shortId(context, 6) },
  }),
  "AWS::KMS::Key": (context: ResourceContext): ResourceIdentity => ({
    ref: keyId(context),
    attributes: { Arn: arn(context, "kms", `key/${keyId(context)}`), KeyId: keyId(context) },
  }),
  "AWS::KMS::Alias": (context: ResourceContext): ResourceIdentity => {
    const name = asText(context.properties()["AliasName"]) ?? "";
    return { ref: name, attributes: { AliasName: name } };
  },
} satisfies Readonly<Record<string, (context: ResourceContext) => ResourceIdentity>>;

/** The kinds of resource that the runner runs. */
export type RunningKind = keyof typeof identities;

/** Kinds that are accepted and not run: permissions, alarms, log groups, schemas and metadata. */
const inert: readonly RegExp[] = [
  /^AWS::IAM::/,
  /^AWS::CloudWatch::/,
  /^AWS::EventSchemas::/,
  /^AWS::Lambda::(Permission|EventInvokeConfig)$/,
  /^AWS::Logs::LogGroup$/,
  /^AWS::SQS::QueuePolicy$/,
  /^AWS::CDK::Metadata$/,
  /^AWS::Events::EventBusPolicy$/,
];

const isRunning = (kind: string): kind is RunningKind => Object.hasOwn(identities, kind);

/** Whether the kind is supported: either it is run, or it needs no running. */
export const isSupportedKind = (kind: string): boolean =>
  isRunning(kind) || inert.some((pattern) => pattern.test(kind));

/** What `Ref` and `Fn::GetAtt` answer for a resource of this kind; kinds that are not run get a made-up name and ARN. */
export const identityOf = (kind: string, context: ResourceContext): ResourceIdentity => {
  if (isRunning(kind)) return identities[kind](context);
  const name = `${context.stack}-${context.logicalId}`;
  const service = kind.split("::")[1]?.toLowerCase() ?? "local";
  return { ref: name, attributes: { Arn: arn(context, service, name) } };
};

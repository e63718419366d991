import { createHash } from "node:crypto";
import { asText, type JsonObject } from "../json.ts";

/** Where a resource stands and what it may be called. `properties` are resolved on first use. */
export type Place = {
  readonly stack: string;
  readonly logicalId: string;
  readonly account: string;
  readonly region: string;
  readonly queueHost: string;
  readonly properties: () => JsonObject;
};

/** What `Ref` and `Fn::GetAtt` answer for a resource. */
export type Identity = { readonly ref: string; readonly attributes: Readonly<Record<string, string>> };

const nameOf = (place: Place, property: string, longest: number): string =>
  asText(place.properties()[property]) ?? `${place.stack}-${place.logicalId}`.slice(0, longest);

const arn = (place: Place, service: string, rest: string): string =>
  `arn:aws:${service}:${place.region}:${place.account}:${rest}`;

/** A short stable identifier made from the resource's place in the assembly. */
const shortId = (place: Place, length: number): string =>
  createHash("sha256").update(`${place.stack}/${place.logicalId}`).digest("hex").slice(0, length);

const keyId = (place: Place): string =>
  shortId(place, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const named =
  (property: string, service: string, prefix: string) =>
  (place: Place): Identity => {
    const name = nameOf(place, property, 64);
    return { ref: name, attributes: { Arn: arn(place, service, `${prefix}${name}`), Name: name } };
  };

const plain = (place: Place): Identity => ({ ref: shortId(place, 10), attributes: { Id: shortId(place, 10) } });

const identities = {
  "AWS::DynamoDB::Table": (place: Place): Identity => {
    const name = nameOf(place, "TableName", 255);
    const tableArn = arn(place, "dynamodb", `table/${name}`);
    return { ref: name, attributes: { Arn: tableArn, StreamArn: `${tableArn}/stream/local` } };
  },
  "AWS::Lambda::Function": named("FunctionName", "lambda", "function:"),
  "AWS::Lambda::EventSourceMapping": plain,
  "AWS::SQS::Queue": (place: Place): Identity => {
    const name = nameOf(place, "QueueName", 80);
    return {
      ref: `${place.queueHost}/${place.account}/${name}`,
      attributes: {
        Arn: arn(place, "sqs", name),
        QueueName: name,
        QueueUrl: `${place.queueHost}/${place.account}/${name}`,
      },
    };
  },
  "AWS::Events::EventBus": named("Name", "events", "event-bus/"),
  "AWS::Events::Rule": named("Name", "events", "rule/"),
  "AWS::Events::Archive": (place: Place): Identity => {
    const name = nameOf(place, "ArchiveName", 48);
    return { ref: name, attributes: { Arn: arn(place, "events", `archive/${name}`), ArchiveName: name } };
  },
  "AWS::Scheduler::Schedule": named("Name", "scheduler", "schedule/default/"),
  "AWS::ApiGatewayV2::Api": (place: Place): Identity => {
    const id = shortId(place, 10);
    const endpoint = `https://${id}.execute-api.${place.region}.amazonaws.com`;
    return { ref: id, attributes: { ApiId: id, ApiEndpoint: endpoint } };
  },
  "AWS::ApiGatewayV2::Stage": (place: Place): Identity => ({
    ref: asText(place.properties()["StageName"]) ?? "$default",
    attributes: {},
  }),
  "AWS::ApiGatewayV2::Route": plain,
  "AWS::ApiGatewayV2::Integration": plain,
  "AWS::ApiGatewayV2::Authorizer": (place: Place): Identity => ({
    ref: shortId(place, 6),
    attributes: { AuthorizerId: shortId(place, 6) },
  }),
  "AWS::KMS::Key": (place: Place): Identity => ({
    ref: keyId(place),
    attributes: { Arn: arn(place, "kms", `key/${keyId(place)}`), KeyId: keyId(place) },
  }),
  "AWS::KMS::Alias": (place: Place): Identity => {
    const name = asText(place.properties()["AliasName"]) ?? "";
    return { ref: name, attributes: { AliasName: name } };
  },
  "AWS::SSM::Parameter": (place: Place): Identity => ({
    ref: nameOf(place, "Name", 255),
    attributes: {
      get Value() {
        return asText(place.properties()["Value"]) ?? "";
      },
    },
  }),
} satisfies Readonly<Record<string, (place: Place) => Identity>>;

/** The kinds of resource that the local cloud runs or answers for. */
export type RunningKind = keyof typeof identities;

/** Kinds that need no running: permissions, alarms, logs and what only AWS's own side needs. */
const idle: readonly RegExp[] = [
  /^AWS::IAM::/,
  /^AWS::CloudWatch::/,
  /^AWS::EventSchemas::/,
  /^AWS::WAFv2::/,
  /^AWS::Lambda::(Permission|EventInvokeConfig)$/,
  /^AWS::Logs::LogGroup$/,
  /^AWS::SNS::(Topic|TopicPolicy|Subscription)$/,
  /^AWS::SQS::QueuePolicy$/,
  /^AWS::CDK::Metadata$/,
  /^AWS::Events::EventBusPolicy$/,
  /^AWS::Scheduler::ScheduleGroup$/,
];

const isRunning = (kind: string): kind is RunningKind => Object.hasOwn(identities, kind);

/** Whether the local cloud knows the kind, either to run it or because it needs no running. */
export const isKnownKind = (kind: string): boolean => isRunning(kind) || idle.some((pattern) => pattern.test(kind));

/** What `Ref` and `Fn::GetAtt` answer for a resource of this kind; idle kinds get a made-up name and ARN. */
export const identityOf = (kind: string, place: Place): Identity => {
  if (isRunning(kind)) return identities[kind](place);
  const name = `${place.stack}-${place.logicalId}`;
  const service = kind.split("::")[1]?.toLowerCase() ?? "local";
  return { ref: service === "sns" ? arn(place, service, name) : name, attributes: { Arn: arn(place, service, name) } };
};

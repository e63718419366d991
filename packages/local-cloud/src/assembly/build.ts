import { readPattern } from "../bus/pattern.ts";
import { asFlag, asList, asNumber, asObject, asText, type JsonObject, parseJson } from "../json.ts";
import { startRefusal } from "../refusal.ts";
import type {
  Authorizer,
  FunctionSpec,
  Key,
  Plan,
  Queue,
  QueueMapping,
  Route,
  Rule,
  Schedule,
  StreamMapping,
  Table,
} from "./plan.ts";
import type { Stack } from "./read.ts";
import { type Resource, resourcesOf } from "./resources.ts";

const refuse = ({ stack, logicalId, kind }: Resource, problem: string): Error =>
  startRefusal(`the template "${stack.name}" has a resource "${logicalId}" (${kind}) that ${problem}.`);

const need = (resource: Resource, value: unknown, name: string): string => {
  const text = asText(value);
  if (text === undefined) throw refuse(resource, `names no ${name}`);
  return text;
};

const tableOf = (resource: Resource): Table => {
  const properties = resource.properties();
  const stream = asObject(properties["StreamSpecification"]);
  return {
    name: resource.identity.ref,
    arn: resource.identity.attributes["Arn"] ?? "",
    streamArn: resource.identity.attributes["StreamArn"] ?? "",
    definition: {
      TableName: resource.identity.ref,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: properties["AttributeDefinitions"],
      KeySchema: properties["KeySchema"],
      ...(properties["GlobalSecondaryIndexes"] === undefined
        ? {}
        : {
            GlobalSecondaryIndexes: asList(properties["GlobalSecondaryIndexes"]).map((index) => {
              const { IndexName, KeySchema, Projection } = asObject(index) ?? {};
              return { IndexName, KeySchema, Projection };
            }),
          }),
      ...(stream === undefined
        ? {}
        : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream["StreamViewType"] } }),
    },
  };
};

const functionOf = (resource: Resource): FunctionSpec => {
  const properties = resource.properties();
  const key = asText(asObject(properties["Code"])?.["S3Key"]);
  const folder = key === undefined ? undefined : resource.stack.assets.get(key);
  if (folder === undefined) throw refuse(resource, "has no code among the assets of the assembly");
  const variables = asObject(asObject(properties["Environment"])?.["Variables"]) ?? {};
  return {
    name: resource.identity.ref,
    arn: resource.identity.attributes["Arn"] ?? "",
    folder,
    handler: need(resource, properties["Handler"], "handler"),
    timeoutMs: asNumber(properties["Timeout"], 3) * 1000,
    memoryMb: asNumber(properties["MemorySize"], 128),
    logsAsJson: asObject(properties["LoggingConfig"])?.["LogFormat"] === "JSON",
    environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, asText(value) ?? ""])),
  };
};

const queueOf = (resource: Resource): Queue => {
  const properties = resource.properties();
  const policy = properties["RedrivePolicy"];
  const redrive = asObject(typeof policy === "string" ? parseJson(policy) : policy);
  return {
    name: resource.identity.attributes["QueueName"] ?? "",
    arn: resource.identity.attributes["Arn"] ?? "",
    url: resource.identity.ref,
    visibilityTimeout: asNumber(properties["VisibilityTimeout"], 30),
    delay: asNumber(properties["DelaySeconds"], 0),
    ...(redrive === undefined
      ? {}
      : {
          redrive: {
            deadLetterArn: need(resource, redrive["deadLetterTargetArn"], "dead-letter queue"),
            maxReceiveCount: asNumber(redrive["maxReceiveCount"], 1),
          },
        }),
  };
};

const reports = (properties: JsonObject): boolean =>
  asList(properties["FunctionResponseTypes"]).includes("ReportBatchItemFailures");

const filtersOf = (properties: JsonObject) =>
  asList(asObject(properties["FilterCriteria"])?.["Filters"]).map((filter) => {
    const pattern = asObject(filter)?.["Pattern"];
    return readPattern(typeof pattern === "string" ? parseJson(pattern) : pattern);
  });

const functionArnOf = (name: string, functions: readonly FunctionSpec[]): string =>
  functions.find((one) => one.name === name || one.arn === name)?.arn ?? name;

const streamMappingOf = (resource: Resource, functions: readonly FunctionSpec[]): StreamMapping => {
  const properties = resource.properties();
  const retries = asNumber(properties["MaximumRetryAttempts"], -1);
  const onFailureArn = asText(asObject(asObject(properties["DestinationConfig"])?.["OnFailure"])?.["Destination"]);
  return {
    id: `${resource.stack.name}-${resource.logicalId}`,
    streamArn: need(resource, properties["EventSourceArn"], "event source"),
    functionArn: functionArnOf(need(resource, properties["FunctionName"], "function"), functions),
    batchSize: asNumber(properties["BatchSize"], 100),
    windowMs: asNumber(properties["MaximumBatchingWindowInSeconds"], 0) * 1000,
    filters: filtersOf(properties),
    bisect: asFlag(properties["BisectBatchOnFunctionError"]),
    partialFailures: reports(properties),
    maxRetries: retries < 0 ? Number.POSITIVE_INFINITY : retries,
    ...(onFailureArn === undefined ? {} : { onFailureArn }),
  };
};

const queueMappingOf = (resource: Resource, functions: readonly FunctionSpec[]): QueueMapping => {
  const properties = resource.properties();
  if (properties["FilterCriteria"] !== undefined)
    throw refuse(resource, "filters a queue, which the local cloud cannot");
  return {
    id: `${resource.stack.name}-${resource.logicalId}`,
    queueArn: need(resource, properties["EventSourceArn"], "event source"),
    functionArn: functionArnOf(need(resource, properties["FunctionName"], "function"), functions),
    batchSize: asNumber(properties["BatchSize"], 10),
    partialFailures: reports(properties),
    maxConcurrency: asNumber(asObject(properties["ScalingConfig"])?.["MaximumConcurrency"], 2),
  };
};

const deadLetterOf = (target: JsonObject) => {
  const deadLetterArn = asText(asObject(target["DeadLetterConfig"])?.["Arn"]);
  return deadLetterArn === undefined ? {} : { deadLetterArn };
};

const isOn = (resource: Resource): boolean => resource.properties()["State"] !== "DISABLED";

const ruleOf = (resource: Resource): Rule => {
  const properties = resource.properties();
  const pattern = properties["EventPattern"];
  return {
    name: resource.identity.ref,
    bus: (asText(properties["EventBusName"]) ?? "default").replace(/^arn:.*event-bus\//, ""),
    pattern: readPattern(typeof pattern === "string" ? parseJson(pattern) : pattern),
    targets: asList(properties["Targets"]).map((one) => {
      const target = asObject(one) ?? {};
      const queueArn = need(resource, target["Arn"], "target");
      if (!queueArn.startsWith("arn:aws:sqs:")) throw refuse(resource, "sends events to something that is no queue");
      for (const name of ["Input", "InputPath", "InputTransformer"]) {
        if (target[name] !== undefined)
          throw refuse(resource, `changes the event with ${name}, which the local cloud cannot`);
      }
      return { queueArn, ...deadLetterOf(target) };
    }),
  };
};

const scheduleOf = (resource: Resource, functions: readonly FunctionSpec[]): Schedule[] => {
  const properties = resource.properties();
  const targets = resource.kind === "AWS::Events::Rule" ? asList(properties["Targets"]) : [properties["Target"]];
  return targets.map((one) => {
    const target = asObject(one) ?? {};
    const functionArn = functionArnOf(need(resource, target["Arn"], "target"), functions);
    if (!functions.some((known) => known.arn === functionArn)) {
      throw refuse(resource, "wakes something that is no function of this assembly");
    }
    const input = asText(target["Input"]);
    return {
      name: resource.identity.ref,
      arn: resource.identity.attributes["Arn"] ?? "",
      expression: need(resource, properties["ScheduleExpression"], "schedule expression"),
      timezone: asText(properties["ScheduleExpressionTimezone"]) ?? "UTC",
      functionArn,
      ...(input === undefined ? {} : { input }),
      ...deadLetterOf(target),
    };
  });
};

const authorizerOf = (resource: Resource): Authorizer => {
  const properties = resource.properties();
  const jwt = asObject(properties["JwtConfiguration"]);
  const [source] = asList(properties["IdentitySource"]);
  if (properties["AuthorizerType"] !== "JWT" || jwt === undefined) throw refuse(resource, "is no JWT authorizer");
  if (source !== "$request.header.Authorization")
    throw refuse(resource, "takes the token from elsewhere than the Authorization header");
  return {
    id: resource.identity.ref,
    issuer: need(resource, jwt["Issuer"], "issuer"),
    audiences: asList(jwt["Audience"]).map(String),
  };
};

const routeOf = (
  resource: Resource,
  integrations: readonly Resource[],
  authorizers: readonly Authorizer[],
  functions: readonly FunctionSpec[],
): Route => {
  const properties = resource.properties();
  const integrationId = need(resource, properties["Target"], "target").replace(/^integrations\//, "");
  const integration = integrations.find((one) => one.identity.ref === integrationId)?.properties();
  // CDK writes the function's ARN; hand-written templates often wrap it in an invocation path.
  const uri = asText(integration?.["IntegrationUri"]) ?? "";
  const target = functions.find((one) => uri === one.arn || uri.includes(`${one.arn}/invocations`));
  if (target === undefined || integration?.["IntegrationType"] !== "AWS_PROXY") {
    throw refuse(resource, "leads to no function");
  }
  if ((asText(integration["PayloadFormatVersion"]) ?? "1.0") !== "2.0")
    throw refuse(resource, "asks for another payload format than 2.0");
  const kind = asText(properties["AuthorizationType"]) ?? "NONE";
  if (kind !== "NONE" && kind !== "JWT")
    throw refuse(resource, `is authorised by ${kind}, which the local cloud cannot`);
  const authorizer = authorizers.find((one) => one.id === asText(properties["AuthorizerId"]));
  if (kind === "JWT" && authorizer === undefined) throw refuse(resource, "names no authorizer of this assembly");
  return {
    key: need(resource, properties["RouteKey"], "route key"),
    functionArn: target.arn,
    scopes: asList(properties["AuthorizationScopes"]).map(String),
    ...(kind === "JWT" && authorizer !== undefined ? { authorizer } : {}),
  };
};

const keyOf = (resource: Resource, aliases: readonly Resource[]): Key => {
  const id = resource.identity.ref;
  const arn = resource.identity.attributes["Arn"] ?? "";
  const own = aliases.filter((alias) => [id, arn].includes(asText(alias.properties()["TargetKeyId"]) ?? ""));
  return {
    id,
    arn,
    spec: asText(resource.properties()["KeySpec"]) ?? "SYMMETRIC_DEFAULT",
    aliases: own.map((alias) => alias.identity.ref),
  };
};

/**
 * The plan of what one Stage asks to have running. Pure: templates in, values out. `queueHost` is the origin that queue URLs
 * start with. Refuses unknown kinds and anything it would otherwise run wrongly.
 */
export const planOf = (stacks: readonly Stack[], queueHost: string): Plan => {
  const resources = resourcesOf(stacks, queueHost);
  const of = (kind: string) => resources.filter((resource) => resource.kind === kind);
  const functions = of("AWS::Lambda::Function").map(functionOf);
  const queues = of("AWS::SQS::Queue").map(queueOf);
  const mappings = of("AWS::Lambda::EventSourceMapping").filter((one) => one.properties()["Enabled"] !== false);
  const fromQueue = (one: Resource) => (asText(one.properties()["EventSourceArn"]) ?? "").startsWith("arn:aws:sqs:");
  const streamMappings = mappings.filter((one) => !fromQueue(one)).map((one) => streamMappingOf(one, functions));
  const rules = of("AWS::Events::Rule").filter(isOn);
  const eventRules = rules.filter((one) => one.properties()["EventPattern"] !== undefined).map(ruleOf);
  const schedules = [
    ...of("AWS::Scheduler::Schedule").filter(isOn),
    ...rules.filter((one) => one.properties()["ScheduleExpression"] !== undefined),
  ].flatMap((one) => scheduleOf(one, functions));
  const authorizers = of("AWS::ApiGatewayV2::Authorizer").map(authorizerOf);
  const [api, another] = of("AWS::ApiGatewayV2::Api");
  if (another !== undefined) throw refuse(another, "is a second HTTP API; the local cloud runs one");
  const routes = of("AWS::ApiGatewayV2::Route").map((one) =>
    routeOf(one, of("AWS::ApiGatewayV2::Integration"), authorizers, functions),
  );
  const plan: Plan = {
    account: stacks[0]?.account ?? "000000000000",
    region: stacks[0]?.region ?? "eu-north-1",
    tables: of("AWS::DynamoDB::Table").map(tableOf),
    functions,
    api: { id: api?.identity.ref ?? "local", routes },
    queues,
    deadLetterArns: deadLettersOf(queues, streamMappings, eventRules, schedules),
    streamMappings,
    queueMappings: mappings.filter(fromQueue).map((one) => queueMappingOf(one, functions)),
    buses: ["default", ...of("AWS::Events::EventBus").map((one) => one.identity.ref)],
    archives: of("AWS::Events::Archive").map((one) => one.identity.ref),
    rules: eventRules,
    schedules,
    keys: of("AWS::KMS::Key").map((one) => keyOf(one, of("AWS::KMS::Alias"))),
  };
  checkLinks(plan);
  return plan;
};

const deadLettersOf = (
  queues: readonly Queue[],
  streams: readonly StreamMapping[],
  rules: readonly Rule[],
  schedules: readonly Schedule[],
): ReadonlySet<string> =>
  new Set(
    [
      ...queues.map((queue) => queue.redrive?.deadLetterArn),
      ...streams.map((mapping) => mapping.onFailureArn),
      ...rules.flatMap((rule) => rule.targets.map((target) => target.deadLetterArn)),
      ...schedules.map((schedule) => schedule.deadLetterArn),
    ].filter((arn) => arn !== undefined),
  );

/** Every ARN that one part of the plan names must belong to another part. A rule's target may be missing, as on AWS. */
const checkLinks = (plan: Plan): void => {
  const known = new Set([
    ...plan.functions.map((one) => one.arn),
    ...plan.queues.map((one) => one.arn),
    ...plan.tables.map((one) => one.streamArn),
  ]);
  const named = [
    ...plan.deadLetterArns,
    ...plan.streamMappings.flatMap((one) => [one.streamArn, one.functionArn]),
    ...plan.queueMappings.flatMap((one) => [one.queueArn, one.functionArn]),
  ];
  const missing = named.find((arn) => !known.has(arn));
  if (missing !== undefined) throw startRefusal(`the templates name ${missing}, which is not in the assembly.`);
};

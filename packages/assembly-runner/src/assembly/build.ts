import { asText } from "../json.ts";
import { invalidAssembly } from "../start-refusal.ts";
import { aliasOf, functionOf, keyOf, queueOf, tableOf } from "./components.ts";
import { queueMappingOf, ruleOf, scheduleOf, streamMappingOf } from "./mappings.ts";
import type { Plan, Queue, Rule, Schedule, StreamMapping } from "./plan.ts";
import type { Stack } from "./read.ts";
import { type Resource, resourcesOf } from "./resources.ts";
import { apiIdOf, authorizerOf, routeOf } from "./routes.ts";

const isEnabled = (resource: Resource): boolean => resource.properties()["State"] !== "DISABLED";

/**
 * Builds the plan of everything that the stacks of one Stage describe. Pure: templates in, values out. `queueHost` is the origin
 * that queue URLs start with. Refuses unsupported kinds and anything that would otherwise run differently than on AWS.
 */
export const buildPlan = (stacks: readonly Stack[], queueHost: string): Plan => {
  const resources = resourcesOf(stacks, queueHost);
  const of = (kind: string) => resources.filter((resource) => resource.kind === kind);
  const aliases = of("AWS::Lambda::Alias").map(aliasOf);
  const functions = of("AWS::Lambda::Function").map((one) => functionOf(one, aliases));
  const queues = of("AWS::SQS::Queue").map(queueOf);
  const mappings = of("AWS::Lambda::EventSourceMapping").filter((one) => one.properties()["Enabled"] !== false);
  const fromQueue = (one: Resource) => (asText(one.properties()["EventSourceArn"]) ?? "").startsWith("arn:aws:sqs:");
  const streamMappings = mappings.filter((one) => !fromQueue(one)).map((one) => streamMappingOf(one, functions));
  const rules = of("AWS::Events::Rule").filter(isEnabled);
  const eventRules = rules.filter((one) => one.properties()["EventPattern"] !== undefined).map(ruleOf);
  const schedules = [
    ...of("AWS::Scheduler::Schedule").filter(isEnabled),
    ...rules.filter((one) => one.properties()["ScheduleExpression"] !== undefined),
  ].flatMap((one) => scheduleOf(one, functions));
  const authorizers = of("AWS::ApiGatewayV2::Authorizer").map(authorizerOf);
  const routes = of("AWS::ApiGatewayV2::Route").map((one) =>
    routeOf(one, of("AWS::ApiGatewayV2::Integration"), authorizers, functions),
  );
  const plan: Plan = {
    account: stacks[0]?.account ?? "000000000000",
    region: stacks[0]?.region ?? "eu-north-1",
    tables: of("AWS::DynamoDB::Table").map(tableOf),
    functions,
    api: { id: apiIdOf(of("AWS::ApiGatewayV2::Api"), of("AWS::ApiGatewayV2::Stage")), routes },
    queues,
    deadLetterArns: deadLettersOf(queues, streamMappings, eventRules, schedules),
    streamMappings,
    queueMappings: mappings.filter(fromQueue).map((one) => queueMappingOf(one, functions)),
    buses: ["default", ...of("AWS::Events::EventBus").map((one) => one.identity.ref)],
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
  if (missing !== undefined) throw invalidAssembly(`the templates name ${missing}, which is not in the assembly.`);
};

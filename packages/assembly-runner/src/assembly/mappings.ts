import { busNameOf } from "../bus/bus-name.ts";
import { readPattern } from "../bus/pattern.ts";
import { asFlag, asList, asNumber, asObject, asText, type JsonObject, parseJson } from "../json.ts";
import type { FunctionSpec, QueueMapping, Rule, Schedule, StreamMapping } from "./plan.ts";
import { functionArnOf, requireText, resourceRefusal } from "./required.ts";
import type { Resource } from "./resources.ts";

const reports = (properties: JsonObject): boolean =>
  asList(properties["FunctionResponseTypes"]).includes("ReportBatchItemFailures");

const filtersOf = (properties: JsonObject) =>
  asList(asObject(properties["FilterCriteria"])?.["Filters"]).map((filter) => {
    const pattern = asObject(filter)?.["Pattern"];
    return readPattern(typeof pattern === "string" ? parseJson(pattern) : pattern);
  });

/** A mapping from a table's stream to a function. */
export const streamMappingOf = (resource: Resource, functions: readonly FunctionSpec[]): StreamMapping => {
  const properties = resource.properties();
  const retries = asNumber(properties["MaximumRetryAttempts"], -1);
  const onFailureArn = asText(asObject(asObject(properties["DestinationConfig"])?.["OnFailure"])?.["Destination"]);
  return {
    id: `${resource.stack.name}-${resource.logicalId}`,
    streamArn: requireText(resource, properties["EventSourceArn"], "event source"),
    functionArn: functionArnOf(requireText(resource, properties["FunctionName"], "function"), functions),
    batchSize: asNumber(properties["BatchSize"], 100),
    filters: filtersOf(properties),
    bisect: asFlag(properties["BisectBatchOnFunctionError"]),
    partialFailures: reports(properties),
    maxRetries: retries < 0 ? Number.POSITIVE_INFINITY : retries,
    ...(onFailureArn === undefined ? {} : { onFailureArn }),
  };
};

/** A mapping from a queue to a function. Refuses filters. */
export const queueMappingOf = (resource: Resource, functions: readonly FunctionSpec[]): QueueMapping => {
  const properties = resource.properties();
  if (properties["FilterCriteria"] !== undefined)
    throw resourceRefusal(resource, "filters a queue, which the runner does not support");
  return {
    id: `${resource.stack.name}-${resource.logicalId}`,
    queueArn: requireText(resource, properties["EventSourceArn"], "event source"),
    functionArn: functionArnOf(requireText(resource, properties["FunctionName"], "function"), functions),
    batchSize: asNumber(properties["BatchSize"], 10),
    partialFailures: reports(properties),
    maxConcurrency: asNumber(asObject(properties["ScalingConfig"])?.["MaximumConcurrency"], 2),
  };
};

const deadLetterOf = (target: JsonObject) => {
  const deadLetterArn = asText(asObject(target["DeadLetterConfig"])?.["Arn"]);
  return deadLetterArn === undefined ? {} : { deadLetterArn };
};

/** A rule of the bus. Refuses targets other than queues, and targets that change the event. */
export const ruleOf = (resource: Resource): Rule => {
  const properties = resource.properties();
  const pattern = properties["EventPattern"];
  return {
    name: resource.identity.ref,
    bus: busNameOf(properties["EventBusName"]),
    pattern: readPattern(typeof pattern === "string" ? parseJson(pattern) : pattern),
    targets: asList(properties["Targets"]).map((one) => {
      const target = asObject(one) ?? {};
      const queueArn = requireText(resource, target["Arn"], "target");
      if (!queueArn.startsWith("arn:aws:sqs:"))
        throw resourceRefusal(resource, "sends events to something that is not a queue");
      for (const name of ["Input", "InputPath", "InputTransformer"]) {
        if (target[name] !== undefined)
          throw resourceRefusal(resource, `changes the event with ${name}, which the runner does not support`);
      }
      return { queueArn, ...deadLetterOf(target) };
    }),
  };
};

/** The schedules of a Scheduler schedule or of a rule with a schedule expression: one for each target function. */
export const scheduleOf = (resource: Resource, functions: readonly FunctionSpec[]): Schedule[] => {
  const properties = resource.properties();
  const targets = resource.kind === "AWS::Events::Rule" ? asList(properties["Targets"]) : [properties["Target"]];
  return targets.map((one) => {
    const target = asObject(one) ?? {};
    const functionArn = functionArnOf(requireText(resource, target["Arn"], "target"), functions);
    if (!functions.some((known) => known.arn === functionArn)) {
      throw resourceRefusal(resource, "invokes something that is not a function of this assembly");
    }
    const input = asText(target["Input"]);
    return {
      name: resource.identity.ref,
      arn: resource.identity.attributes["Arn"] ?? "",
      expression: requireText(resource, properties["ScheduleExpression"], "schedule expression"),
      timezone: asText(properties["ScheduleExpressionTimezone"]) ?? "UTC",
      functionArn,
      ...(input === undefined ? {} : { input }),
      ...deadLetterOf(target),
    };
  });
};

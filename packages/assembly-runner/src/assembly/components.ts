import { asFlag, asList, asNumber, asObject, asText, parseJson } from "../json.ts";
import type { FunctionSpec, Key, Queue, Table } from "./plan.ts";
import { requireText, resourceRefusal } from "./required.ts";
import type { Resource } from "./resources.ts";

/** A table in CreateTable's own form. What the engine has no use for (encryption, backups, TTL) is left out. */
export const tableOf = (resource: Resource): Table => {
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

type Alias = { readonly functionArn: string; readonly name: string };

/** An alias of a function. Refuses one that points to a version: the runner has one version, the latest. */
export const aliasOf = (resource: Resource): Alias => {
  const { FunctionVersion } = resource.properties();
  if (FunctionVersion !== "$LATEST")
    throw resourceRefusal(resource, "points to a version of its function, and the runner has only $LATEST");
  const at = resource.identity.ref.lastIndexOf(":");
  return { functionArn: resource.identity.ref.slice(0, at), name: resource.identity.ref.slice(at + 1) };
};

/** A function with its bundle's folder, found among the assets by S3 key. Refuses other runtimes than Node's, and layers. */
export const functionOf = (resource: Resource, aliases: readonly Alias[]): FunctionSpec => {
  const properties = resource.properties();
  const arn = resource.identity.attributes["Arn"] ?? "";
  const key = asText(asObject(properties["Code"])?.["S3Key"]);
  const folder = key === undefined ? undefined : resource.stack.assets.get(key);
  if (folder === undefined) throw resourceRefusal(resource, "has no code among the assets of the assembly");
  if (asText(properties["Runtime"])?.startsWith("nodejs") !== true)
    throw resourceRefusal(resource, "asks for another runtime than Node's");
  if (asList(properties["Layers"]).length > 0)
    throw resourceRefusal(resource, "has layers, which the runner does not support");
  const variables = asObject(asObject(properties["Environment"])?.["Variables"]) ?? {};
  return {
    name: resource.identity.ref,
    arn,
    aliases: aliases.filter((one) => one.functionArn === arn).map(({ name }) => name),
    folder,
    handler: requireText(resource, properties["Handler"], "handler"),
    timeoutMs: asNumber(properties["Timeout"], 3) * 1000,
    memoryMb: asNumber(properties["MemorySize"], 128),
    logsAsJson: asObject(properties["LoggingConfig"])?.["LogFormat"] === "JSON",
    environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, asText(value) ?? ""])),
  };
};

/** A standard queue with its redrive policy. Refuses FIFO queues. */
export const queueOf = (resource: Resource): Queue => {
  const properties = resource.properties();
  if (asFlag(properties["FifoQueue"]))
    throw resourceRefusal(resource, "is a FIFO queue, which the runner does not support");
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
            deadLetterArn: requireText(resource, redrive["deadLetterTargetArn"], "dead-letter queue"),
            maxReceiveCount: asNumber(redrive["maxReceiveCount"], 1),
          },
        }),
  };
};

/** A KMS key with the aliases that point at it. */
export const keyOf = (resource: Resource, aliases: readonly Resource[]): Key => {
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

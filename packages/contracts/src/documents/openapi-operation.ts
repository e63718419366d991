import { type Operation, writes } from "../operation.ts";
import type { Problem } from "../problems/slug.ts";
import type { Role } from "../values/role.ts";
import { branchesOf, type Extent, exampleOf } from "./examples.ts";
import { gatewayContent, gatewayMessages } from "./gateway.ts";
import { type JsonSchema, jsonSchema } from "./json-schema.ts";
import { partName, schemaRef } from "./named-schemas.ts";
import type { components } from "./openapi-components.ts";
import { problems } from "./problems.ts";
import { refusals } from "./refusals.ts";

/** One method of a path. `x-roles` names who may call it; `x-changes` the kind of thing it changes. */
export type PathOperation = {
  readonly tags: readonly string[];
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Record<string, readonly string[]>[];
  readonly "x-roles": readonly Role[];
  readonly "x-changes"?: string;
  readonly "x-refusals": readonly Problem[];
  readonly parameters: readonly (Parameter | Reference)[];
  readonly requestBody?: RequestBody;
  readonly responses: Record<string, Response>;
};

type Reference = { readonly $ref: string };

/** A parameter of path, query or header. */
export type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
  readonly example?: unknown;
};

type RequestBody = {
  readonly required: true;
  readonly content: {
    readonly "application/json": {
      readonly schema: Reference;
      readonly examples: Record<string, { readonly summary: string; readonly value: unknown }>;
    };
  };
};

type Response = {
  readonly description: string;
  readonly headers?: Record<string, unknown>;
  readonly content: Record<string, { readonly schema?: unknown; readonly examples?: Record<string, unknown> }>;
};

/** An operation of a service as a method of an OpenAPI path. */
export const pathOperation = (service: string, operation: Operation): PathOperation => ({
  tags: [service],
  operationId: operation.name,
  summary: operation.summary,
  ...(operation.description !== undefined && { description: operation.description }),
  security: [{ bearerAuth: [] }],
  "x-roles": operation.roles,
  ...(operation.requiresVersionOf && { "x-changes": operation.requiresVersionOf }),
  "x-refusals": operation.problems,
  parameters: [
    ...fields(operation.params, "path"),
    ...fields(operation.query, "query"),
    ...(writes(operation) ? [parameterRef("Idempotency-Key")] : []),
    ...(operation.requiresVersionOf ? [parameterRef("If-Match")] : []),
    parameterRef(operation.reason ? "Access-Reason" : "Access-Reason-Optional"),
    parameterRef("Access-Note"),
    parameterRef("Accept-Language"),
  ],
  ...(operation.body && {
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: schemaRef(partName(operation, "Body")),
          examples: bodyExamples(jsonSchema(operation.body, "input")),
        },
      },
    },
  }),
  responses: { [operation.status ?? 200]: success(operation), ...failures(operation) },
});

const fields = (schema: Operation["params"], place: "path" | "query"): Parameter[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, "input");
  return Object.entries(properties).map(([name, field]) => {
    const { description, examples: _, ...rest } = field as JsonSchema;
    const { value, missing } = exampleOf(field as JsonSchema, "every field");
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
      ...(missing.length === 0 && { example: value }),
    };
  });
};

/** The examples of a body by name: every branch with every field, and with the required fields alone where that is less. */
export const bodyExamples = (body: JsonSchema) =>
  Object.fromEntries(
    branchesOf(body).flatMap(({ tag, branch }) => {
      const composed = (["every field", "required fields"] as const).map((extent) => ({
        name: [tag, extent].filter((part) => part !== "").join(", "),
        extent,
        ...exampleOf(branch, extent),
      }));
      const [whole, least] = composed.map(({ value }) => JSON.stringify(value));
      return composed
        .filter(({ missing, extent }) => missing.length === 0 && (extent === "every field" || whole !== least))
        .map(({ name, extent, value }) => [exampleName(name), { summary: summaries[extent](tag), value }]);
    }),
  );

const summaries: Record<Extent, (tag: string) => string> = {
  "every field": (tag) => (tag === "" ? "With every field" : `${tag}, with every field`),
  "required fields": (tag) => (tag === "" ? "With what is required" : `${tag}, with what is required`),
};

const exampleName = (words: string): string => words.replace(/[^A-Za-z0-9]+/g, "-");

const success = (operation: Operation): Response => {
  const reply = jsonSchema(operation.reply, "output");
  const headers = {
    ...(answersRecord(operation, reply) && { ETag: { $ref: "#/components/headers/ETag" } }),
    ...(operation.location !== undefined && { Location: location(operation.location, reply) }),
  };
  return {
    description: operation.summary,
    ...(Object.keys(headers).length > 0 && { headers }),
    content: {
      [operation.produces ?? "application/json"]: { schema: schemaRef(partName(operation, "Reply")) },
    },
  };
};

const location = (path: string, { properties = {} }: JsonSchema) => ({
  description: `Where what came to be is found: \`${path}\`.`,
  schema: { type: "string", format: "uri-reference" },
  example: path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const { value } = exampleOf((properties[name] ?? {}) as JsonSchema, "every field");
    return String(value ?? "0b6a3c1e-6f0d-4c8e-9a51-3d5b7f9e2c11");
  }),
});

// A page of records has no version of its own
const answersRecord = (operation: Operation, reply: JsonSchema): boolean => {
  if (operation.produces) return false;
  if (writes(operation)) return operation.requiresVersionOf !== undefined || operation.status === 201;
  return operation.params !== undefined && reply.properties?.["items"] === undefined;
};

const failures = (operation: Operation): Record<string, Response> => {
  const told = Map.groupBy(refusals(operation), (slug) => problems[slug].status);
  const ofGateway = Object.keys(gatewayMessages)
    .map(Number)
    .filter((status) => status !== 413 || operation.body !== undefined);
  const statuses = [...new Set([...told.keys(), ...ofGateway])].sort((one, other) => one - other);
  return Object.fromEntries(statuses.map((status) => [status, failure(status, told.get(status) ?? [])]));
};

const failure = (status: number, told: readonly Problem[]): Response => ({
  description:
    told.map((slug) => problems[slug].title.en).join(" · ") || `${gatewayMessages[status]}, answered by the gateway`,
  ...((status === 429 || status === 503) && {
    headers: { "Retry-After": { $ref: "#/components/headers/Retry-After" } },
  }),
  content: { ...problemContent(told), ...gatewayContent(status) },
});

const problemContent = (told: readonly Problem[]): Response["content"] =>
  told.length === 0
    ? {}
    : {
        "application/problem+json": {
          schema: schemaRef("Problem"),
          examples: Object.fromEntries(told.map((slug) => [slug, { $ref: `#/components/examples/${slug}` }])),
        },
      };

const parameterRef = (name: keyof typeof components.parameters): Reference => ({
  $ref: `#/components/parameters/${name}`,
});

import { catalogue } from "../catalogue.ts";
import { type Operation, writes } from "../operation.ts";
import type { Problem } from "../problems/slug.ts";
import type { Role } from "../values/role.ts";
import { type JsonSchema, jsonSchema } from "./json-schema.ts";
import { components } from "./openapi-components.ts";
import { problems } from "./problems.ts";
import { refusals } from "./standing-problems.ts";

/** An OpenAPI 3.1 document, as far as Trygt uses it. */
export type OpenApi = {
  readonly openapi: "3.1.1";
  readonly info: Record<string, unknown>;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Record<string, Record<string, PathOperation>>;
  readonly components: Record<string, Record<string, unknown>>;
};

/** One method of a path. `x-roles` names who may call it; `x-changes` the kind of thing it changes. */
export type PathOperation = {
  readonly tags: readonly string[];
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly Record<string, readonly string[]>[];
  readonly "x-roles": readonly Role[];
  readonly "x-changes"?: string;
  readonly "x-refusals": readonly Problem[];
  readonly parameters: readonly unknown[];
  readonly requestBody?: unknown;
  readonly responses: Record<string, unknown>;
};

/** The HTTP API of the whole partnership as an OpenAPI 3.1 document; equal contracts give equal text. */
export const openapi = (): OpenApi => {
  const paths: Record<string, Record<string, PathOperation>> = {};
  for (const service of catalogue) {
    for (const operation of Object.values(service.operations)) {
      paths[operation.path] = {
        ...paths[operation.path],
        [operation.method.toLowerCase()]: pathOperation(service.name, operation),
      };
    }
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Trygt",
      version: "1.0.0",
      summary: "The system behind Partnerskab for et trygt Nørrebro",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
    },
    tags: catalogue.map(({ name, purpose }) => ({ name, description: purpose })),
    paths,
    components,
  };
};

const pathOperation = (tag: string, operation: Operation): PathOperation => ({
  tags: [tag],
  operationId: operation.name,
  summary: operation.summary,
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
    requestBody: { required: true, content: { "application/json": { schema: jsonSchema(operation.body, "input") } } },
  }),
  responses: { [operation.status ?? 200]: success(operation), ...problemResponses(operation) },
});

const fields = (schema: Operation["params"], place: "path" | "query") => {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, "input");
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: field,
  }));
};

const success = (operation: Operation) => {
  const schema = jsonSchema(operation.reply, "output");
  return {
    description: operation.summary,
    ...(answersRecord(operation, schema) && { headers: { ETag: { $ref: "#/components/headers/ETag" } } }),
    content: { [operation.produces ?? "application/json"]: { schema } },
  };
};

// A page of records has no version of its own
const answersRecord = (operation: Operation, reply: JsonSchema): boolean => {
  if (operation.produces) return false;
  if (writes(operation)) return operation.requiresVersionOf !== undefined || operation.status === 201;
  return operation.params !== undefined && reply.properties?.["items"] === undefined;
};

const problemResponses = (operation: Operation) => {
  const byStatus = Map.groupBy(refusals(operation), (slug) => problems[slug].status);
  return Object.fromEntries([...byStatus].map(([status, told]) => [status, problemResponse(status, told)]));
};

const problemResponse = (status: number, told: readonly Problem[]) => ({
  description: told.map((slug) => problems[slug].title.en).join(" · "),
  ...((status === 429 || status === 503) && {
    headers: { "Retry-After": { $ref: "#/components/headers/Retry-After" } },
  }),
  content: {
    "application/problem+json": {
      schema: { $ref: "#/components/schemas/Problem" },
      examples: Object.fromEntries(told.map((slug) => [slug, { $ref: `#/components/examples/${slug}` }])),
    },
  },
});

const parameterRef = (name: keyof typeof components.parameters) => ({ $ref: `#/components/parameters/${name}` });

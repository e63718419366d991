import { catalogue } from "./catalogue.ts";
import { type JsonSchema, jsonSchema } from "./json-schema.ts";
import { type Operation, writes } from "./operation.ts";
import { type Problem, problems, problemType } from "./problems.ts";
import { refusals } from "./standing-problems.ts";
import { AccessReason } from "./values/access-reason.ts";
import type { Role } from "./values/role.ts";

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
    components: {
      schemas: { Problem: problemSchema, AccessReason: jsonSchema(AccessReason, "input") },
      parameters,
      headers: { ETag: etag, "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } },
      examples: Object.fromEntries(slugs.map((slug) => [slug, example(slug)])),
      securitySchemes: { bearerAuth: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  };
};

const slugs = Object.keys(problems) as Problem[];

const pathOperation = (tag: string, operation: Operation): PathOperation => ({
  tags: [tag],
  operationId: operation.name,
  summary: operation.summary,
  security: [{ bearerAuth: [] }],
  "x-roles": operation.by,
  ...(operation.changes && { "x-changes": operation.changes }),
  "x-refusals": operation.refuses,
  parameters: [
    ...fields(operation.params, "path"),
    ...fields(operation.query, "query"),
    ...(writes(operation) ? [parameterRef("Idempotency-Key")] : []),
    ...(operation.changes ? [parameterRef("If-Match")] : []),
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
    content: { [operation.media ?? "application/json"]: { schema } },
  };
};

// A page of records has no version of its own
const answersRecord = (operation: Operation, reply: JsonSchema): boolean => {
  if (operation.media) return false;
  if (writes(operation)) return operation.changes !== undefined || operation.status === 201;
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

const example = (slug: Problem) => {
  const { status, title, remedy } = problems[slug];
  return {
    summary: title.en,
    description: `${title.da}. ${remedy.da}`,
    value: {
      type: problemType(slug),
      title: title.en,
      status,
      detail: remedy.en,
      instance: "urn:trygt:request:00000000-0000-4000-8000-000000000000",
    },
  };
};

const problemSchema: JsonSchema = {
  description: "Why the answer is no (RFC 9457). It never repeats what was sent.",
  type: "object",
  properties: {
    type: { description: "The stable name of the problem.", type: "string", enum: slugs.map(problemType) },
    title: { description: "What is the matter, in the language asked for.", type: "string" },
    status: { type: "integer", minimum: 400, maximum: 599 },
    detail: { description: "What to do about it.", type: "string" },
    instance: { description: "The request, for support.", type: "string" },
    errors: {
      description: "Each place, or each rule, that stands in the way.",
      type: "array",
      items: {
        type: "object",
        properties: {
          in: { type: "string", enum: ["body", "header", "query", "path"] },
          pointer: { description: "JSON Pointer into that part (RFC 6901).", type: "string" },
          reason: { type: "string", enum: slugs },
          detail: { type: "string" },
        },
        required: ["reason", "detail"],
      },
    },
  },
  required: ["type", "title", "status"],
};

const etag = {
  description: "The version of the record, to be sent as If-Match with a change.",
  schema: { type: "string", pattern: '^"\\d+"$' },
};

const header = (name: string, required: boolean, description: string, schema: unknown) => ({
  name,
  in: "header",
  required,
  description,
  schema,
});

const reason = { $ref: "#/components/schemas/AccessReason" };

const parameters = {
  "Idempotency-Key": header(
    "Idempotency-Key",
    true,
    "New for each new act, such as a UUID; the same key and body give the same outcome, however often they are sent.",
    { type: "string", pattern: "^[A-Za-z0-9_-]{8,128}$" },
  ),
  "If-Match": header("If-Match", true, "The ETag of the record as last read.", etag.schema),
  "Access-Reason": header("Access-Reason", true, "Why the record is opened; the access log keeps it.", reason),
  "Access-Reason-Optional": header(
    "Access-Reason",
    false,
    "Why, if there is more to say; the access log keeps it.",
    reason,
  ),
  "Access-Note": header(
    "Access-Note",
    false,
    "A remark to the reason, 1 to 200 characters as percent-encoded UTF-8; only the access log keeps it.",
    { type: "string", minLength: 1 },
  ),
  "Accept-Language": header("Accept-Language", false, "The language of problems.", {
    type: "string",
    examples: ["da", "en"],
  }),
};

const parameterRef = (name: keyof typeof parameters) => ({ $ref: `#/components/parameters/${name}` });

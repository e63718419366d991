import { problemType } from "../problems/problem.ts";
import type { Problem } from "../problems/slug.ts";
import { AccessReason } from "../values/access-reason.ts";
import { type JsonSchema, jsonSchema } from "./json-schema.ts";
import { problems } from "./problems.ts";

const slugs = Object.keys(problems) as Problem[];

const example = (slug: Problem) => {
  const { status, title, detail } = problems[slug];
  return {
    summary: title.en,
    description: `${title.da}. ${detail.da}`,
    value: {
      type: problemType(slug),
      title: title.en,
      status,
      detail: detail.en,
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

/** What the operations of the OpenAPI document refer to: the problem, the headers, an example of each problem, the sign-in. */
export const components = {
  schemas: { Problem: problemSchema, AccessReason: jsonSchema(AccessReason, "input") },
  parameters,
  headers: { ETag: etag, "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } },
  examples: Object.fromEntries(slugs.map((slug) => [slug, example(slug)])),
  securitySchemes: { bearerAuth: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
};

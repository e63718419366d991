import { catalogue } from "../catalogue.ts";
import type { Problem } from "../problems/slug.ts";
import { problemType } from "../problems/slug.ts";
import { AccessReason } from "../values/access-reason.ts";
import { gatewayMessageSchema } from "./gateway.ts";
import { jsonSchema } from "./json-schema.ts";
import { namedSchemas } from "./named-schemas.ts";
import { securitySchemes } from "./openapi-info.ts";
import { problemSchema } from "./problem-schema.ts";
import { problems } from "./problems.ts";
import { refusals } from "./refusals.ts";

const etag = {
  description: "The version of the record, to be sent as If-Match with a change.",
  schema: { type: "string", pattern: '^"\\d+"$' },
  example: '"3"',
};

const header = (name: string, required: boolean, description: string, schema: unknown, example: string) => ({
  name,
  in: "header",
  required,
  description,
  schema,
  example,
});

const reason = { $ref: "#/components/schemas/AccessReason" };

const parameters = {
  "Idempotency-Key": header(
    "Idempotency-Key",
    true,
    "New for each new act, such as a UUID; the same key and body give the same outcome, however often they are sent within two days. After that the key is forgotten.",
    { type: "string", pattern: "^[A-Za-z0-9_-]{8,128}$" },
    "5f0f2a52-6b8e-4d6b-9f0a-2f6f3a1c7d10",
  ),
  "If-Match": header(
    "If-Match",
    true,
    "The ETag of the record as last read, several of them with commas between, or `*` for whatever stands (RFC 9110 § 13.1.1).",
    etag.schema,
    etag.example,
  ),
  "Access-Reason": header(
    "Access-Reason",
    true,
    "Why the record is opened; the access log keeps it.",
    reason,
    "case-work",
  ),
  "Access-Reason-Optional": header(
    "Access-Reason",
    false,
    "Why, if there is more to say; the access log keeps it.",
    reason,
    "case-work",
  ),
  "Access-Note": header(
    "Access-Note",
    false,
    "A remark to the reason, 1 to 200 characters as percent-encoded UTF-8; only the access log keeps it.",
    { type: "string", minLength: 1 },
    "forberedelse%20af%20m%C3%B8de",
  ),
  "Accept-Language": header(
    "Accept-Language",
    false,
    "The language of problems, `da` or `en`; English unless said.",
    { type: "string" },
    "da",
  ),
};

const problemExample = (slug: Problem) => {
  const { status, title, detail } = problems[slug];
  return {
    summary: title.en,
    description: `${title.da}. ${detail.da}`,
    value: {
      type: problemType(slug),
      title: title.en,
      status,
      detail: detail.en,
      instance: "urn:trygt:request:e3bfUh4AvHcEMqQ=",
    },
  };
};

/** What the operations of the OpenAPI document refer to: bodies, replies, the problem, headers, an example of each problem, the sign-in. */
export const components = {
  schemas: {
    ...Object.fromEntries(namedSchemas()),
    Problem: problemSchema,
    GatewayMessage: gatewayMessageSchema,
    AccessReason: { description: "Why a record is opened.", ...jsonSchema(AccessReason, "input") },
  },
  parameters,
  headers: {
    ETag: etag,
    "Retry-After": {
      description: "Seconds to wait before the request is sent again; absent where the gateway answers by itself.",
      schema: { type: "integer" },
      example: 2,
    },
  },
  examples: Object.fromEntries(
    [...new Set(catalogue.flatMap(({ operations }) => Object.values(operations).flatMap(refusals)))]
      .sort()
      .map((slug) => [slug, problemExample(slug)]),
  ),
  securitySchemes,
};

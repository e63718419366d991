import type { Problem } from "../problems/slug.ts";
import { problemType } from "../problems/slug.ts";
import type { JsonSchema } from "./json-schema.ts";
import { problems } from "./problems.ts";

const slugs = Object.keys(problems) as Problem[];

// New problems may come at any time, so a reader must take any text: the list is what is known today
const openList = (description: string, known: readonly string[]): JsonSchema => ({
  description: `${description} The list may grow: treat what you do not know by its status.`,
  type: "string",
  "x-extensible-enum": known,
  examples: known.slice(0, 1),
});

/** A problem (RFC 9457) as every service answers it; `type` and `reason` are open lists. */
export const problemSchema: JsonSchema = {
  description: "Why the answer is no (RFC 9457). It never repeats what was sent.",
  type: "object",
  properties: {
    type: openList("The stable name of the problem.", slugs.map(problemType)),
    title: { description: "What is the matter, in the language asked for.", type: "string" },
    status: { description: "The HTTP status, as in the status line.", type: "integer", minimum: 400, maximum: 599 },
    detail: { description: "What to do about it, in the language asked for.", type: "string" },
    instance: {
      description: "The name of the request, for support: `urn:trygt:request:` and the gateway's identifier.",
      type: "string",
      examples: ["urn:trygt:request:e3bfUh4AvHcEMqQ="],
    },
    errors: {
      description: "Each place, or each rule, that stands in the way.",
      type: "array",
      items: {
        type: "object",
        properties: {
          in: {
            description: "The part of the request that is to blame; absent where a rule is.",
            type: "string",
            enum: ["body", "header", "query", "path"],
          },
          pointer: {
            description: "JSON Pointer into that part (RFC 6901).",
            type: "string",
            examples: ["/grounds/0/observedOn"],
          },
          reason: openList("The slug of the problem at this place.", slugs),
          detail: { description: "What is wrong there, and what is taken instead.", type: "string" },
        },
        required: ["reason", "detail"],
      },
    },
  },
  required: ["type", "title", "status"],
};

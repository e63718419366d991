import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { explain } from "./explain.ts";

const secret = "Hemmelighed";
type Code = z.core.$ZodIssue["code"];

const issueOf = (schema: z.core.$ZodType, value: unknown) => {
  const [issue] = z.safeParse(schema, value, { reportInput: true }).error?.issues ?? [];
  if (issue === undefined) throw new Error("There is nothing wrong with the value");
  return issue;
};
const described = {
  en: "is not as /openapi.json describes it",
  da: "er ikke, som /openapi.json beskriver det",
};

/** For each code of zod: a schema, a value that breaks it, and what is said of that. */
const examples: Record<Code, readonly (readonly [z.core.$ZodType, unknown, ReturnType<typeof explain>])[]> = {
  invalid_type: [
    [z.string(), undefined, { en: "must be given, as string", da: "skal angives, som tekst" }],
    [z.string(), 7, { en: "must be string", da: "skal være tekst" }],
    [z.int(), 1.5, { en: "must be int", da: "skal være heltal" }],
    [z.boolean(), secret, { en: "must be boolean", da: "skal være sand eller falsk" }],
    [z.array(z.string()), secret, { en: "must be array", da: "skal være liste" }],
    [z.strictObject({}), null, { en: "must be object", da: "skal være objekt" }],
  ],
  invalid_value: [
    [z.enum(["red", "green"]), secret, { en: "must be one of: red, green", da: "skal være en af: red, green" }],
    [z.literal(3), secret, { en: "must be one of: 3", da: "skal være en af: 3" }],
  ],
  too_small: [
    [z.int().check(z.minimum(1)), 0, { en: "must be at least 1", da: "skal være mindst 1" }],
    [z.int().check(z.positive()), 0, { en: "must be more than 0", da: "skal være mere end 0" }],
    [
      z.string().check(z.minLength(2)),
      "x",
      { en: "must be at least 2 characters long", da: "skal være mindst 2 tegn lang" },
    ],
    [
      z.array(z.string()).check(z.minLength(2)),
      [secret],
      { en: "must be at least 2 entries long", da: "skal være mindst 2 elementer lang" },
    ],
  ],
  too_big: [
    [z.int().check(z.maximum(27)), 28, { en: "must be at most 27", da: "må højst være 27" }],
    [z.int().check(z.lt(27)), 27, { en: "must be less than 27", da: "skal være mindre end 27" }],
    [
      z.string().check(z.maxLength(2)),
      secret,
      { en: "must be at most 2 characters long", da: "må højst være 2 tegn lang" },
    ],
  ],
  invalid_format: [
    [
      z.string().check(z.regex(/^[a-z]{3}$/)),
      secret,
      {
        en: "does not match the format in /openapi.json: /^[a-z]{3}$/",
        da: "følger ikke formatet i /openapi.json: /^[a-z]{3}$/",
      },
    ],
    [
      z.iso.date(),
      secret,
      { en: "does not match the format in /openapi.json: date", da: "følger ikke formatet i /openapi.json: date" },
    ],
    [
      z.uuid(),
      secret,
      { en: "does not match the format in /openapi.json: uuid", da: "følger ikke formatet i /openapi.json: uuid" },
    ],
  ],
  invalid_union: [
    [
      z.union([z.int(), z.boolean()]),
      secret,
      { en: "matches none of the forms in /openapi.json", da: "følger ingen af formerne i /openapi.json" },
    ],
    [
      z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]),
      { kind: secret },
      {
        en: 'matches none of the forms in /openapi.json, which "kind" tells apart',
        da: 'følger ingen af formerne i /openapi.json, som "kind" skelner',
      },
    ],
  ],
  not_multiple_of: [[z.number().check(z.multipleOf(5)), 3, described]],
  unrecognized_keys: [[z.strictObject({}), { [secret]: 1 }, described]],
  invalid_key: [[z.record(z.string().check(z.regex(/^a/)), z.int()), { [secret]: 1 }, described]],
  invalid_element: [[z.map(z.object({}), z.int()), new Map([[{}, secret]]), described]],
  custom: [[z.string().check(z.refine(() => false)), secret, described]],
};

describe("what is wrong with a value", () => {
  for (const [code, all] of Object.entries(examples))
    it.each(all)(`is explained in English and Danish: ${code}`, (schema, value, words) => {
      const issue = issueOf(schema, value);
      expect(issue.code).toBe(code);
      expect(explain(issue)).toEqual(words);
      expect(JSON.stringify(explain(issue))).not.toContain(secret);
    });
});

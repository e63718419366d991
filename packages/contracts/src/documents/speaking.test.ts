import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { catalogue } from "../catalogue.ts";
import { EventMeta } from "../event.ts";
import { asyncapi } from "./asyncapi.ts";
import { everySchema } from "./every-schema.ts";
import { tagsOf } from "./examples.ts";
import { gaps } from "./gaps.ts";
import { type JsonSchema, jsonSchema } from "./json-schema.ts";
import { openapi } from "./openapi.ts";
import { bodyExamples } from "./openapi-operation.ts";
import { problems } from "./problems.ts";

const document = openapi();
const operations = catalogue.flatMap((service) =>
  Object.values(service.operations).map((operation) => ({ name: operation.name, operation })),
);
const events = [...new Set(catalogue.flatMap((service) => Object.values(service.events)))];
const named = Object.entries(document.components["schemas"] as Record<string, JsonSchema>);
const tagged = (schema: JsonSchema) =>
  (schema.oneOf ?? schema.anyOf ?? []).every(
    ({ $ref, properties = {} }) =>
      $ref !== undefined ||
      Object.values(properties).some((field) => typeof field === "object" && typeof field.const === "string"),
  );

describe("the contracts speak", () => {
  const unsaid = gaps();

  test("every field, parameter and header has a description, in events too", () => {
    expect(unsaid.descriptions).toEqual([]);
  });

  test("every field of a request whose form nobody could guess has an example", () => {
    expect(unsaid.examples).toEqual([]);
  });

  test("every operation tells in a few sentences who calls it when, and what happens next", () => {
    expect(unsaid.stories).toEqual([]);
  });

  test("every operation that answers 201 says where what came to be is found", () => {
    expect(unsaid.locations).toEqual([]);
  });
});

describe("an example keeps the schema that it stands in", () => {
  const declared = [
    ...operations.flatMap(({ name, operation }) =>
      (["params", "query", "body", "reply"] as const).map((part) => ({
        name: `${name} ${part}`,
        schema: operation[part],
      })),
    ),
    ...events.map(({ name, data }) => ({ name, schema: data })),
    { name: "EventMeta", schema: EventMeta() },
  ];

  // Zod's own walk finds every schema, and with it the examples that stand there
  const faulty = (schema: z.core.$ZodType) => {
    const found: string[] = [];
    z.toJSONSchema(schema, {
      unrepresentable: "any",
      override: ({ zodSchema, path }) => {
        const examples = z.globalRegistry.get(zodSchema)?.["examples"];
        for (const example of Array.isArray(examples) ? examples : [])
          if (!z.safeParse(zodSchema, example).success) found.push(`${path.join("/")}: ${JSON.stringify(example)}`);
      },
    });
    return found;
  };

  test.each(declared)("in $name", ({ schema }) => {
    if (schema !== undefined) expect(faulty(schema)).toEqual([]);
  });

  test("and would be found if it did not", () => {
    const Wrong = z.strictObject({ kle: z.string().check(z.regex(/^\d+$/)) });
    z.globalRegistry.add(Wrong.shape.kle, { examples: ["twelve"] });
    expect(faulty(Wrong)).toEqual(['properties/kle: "twelve"']);
  });

  test.each(operations.filter(({ operation }) => operation.body))(
    "as does the whole body of $name",
    ({ operation }) => {
      const body = operation.body as z.core.$ZodType;
      for (const [name, { value }] of Object.entries(bodyExamples(jsonSchema(body, "input"))))
        expect(z.safeParse(body, value).error?.issues ?? [], name).toEqual([]);
    },
  );
});

describe("a reader finds its way", () => {
  test.each(operations)("$name names its body and its reply", ({ name, operation }) => {
    const described = document.paths[operation.path]?.[operation.method.toLowerCase()];
    const verb = `${operation.name.split(".")[1]}`;
    const reply =
      described?.responses[operation.status ?? 200]?.content[operation.produces ?? "application/json"]?.schema;
    expect(JSON.stringify(reply).toLowerCase(), name).toContain(`${verb.toLowerCase()}reply"`);
    if (operation.body === undefined) return;
    const body = described?.requestBody?.content["application/json"].schema;
    expect(body?.$ref.toLowerCase(), name).toMatch(new RegExp(`/[a-z]*${verb.toLowerCase()}body$`));
  });

  test.each(named)("%s points from each tag to its branch", (_, schema) => {
    for (const { schema: union } of everySchema(schema)) {
      if (!(union.oneOf ?? union.anyOf) || !tagged(union)) continue;
      const { propertyName, mapping } = union["discriminator"] as { propertyName: string; mapping: object };
      expect(new Set(Object.values(mapping))).toEqual(new Set(union.oneOf?.map(({ $ref }) => $ref)));
      for (const [tag, reference] of Object.entries(mapping)) {
        const [, branch] = named.find(([name]) => reference === `#/components/schemas/${name}`) ?? [];
        expect(tagsOf(branch ?? {}, propertyName)).toContain(tag);
      }
    }
  });

  test("some bodies are unions, so that the above is shown", () => {
    const unions = named.filter(([, schema]) => schema["discriminator"] !== undefined);
    expect(unions.map(([name]) => name)).toEqual(
      expect.arrayContaining(["ScreenConcernBody", "RecordVisitOutcomeBody"]),
    );
  });

  test.each(operations)("$name takes closed bodies and gives open replies", ({ operation }) => {
    const closed = (schema: JsonSchema) =>
      [...everySchema(schema)]
        .filter(({ schema: { type } }) => type === "object")
        .map(({ schema }) => schema.additionalProperties);
    if (operation.body) expect(new Set(closed(jsonSchema(operation.body, "input")))).toEqual(new Set([false]));
    expect(closed(jsonSchema(operation.reply, "output")).filter((more) => more !== undefined)).toEqual([]);
  });

  test("events are open", () => {
    for (const schema of Object.values(asyncapi().components.schemas))
      for (const { schema: inner } of everySchema(schema)) expect(inner.additionalProperties).toBeUndefined();
  });

  test("a limit is a number from 1 to 50", () => {
    const limits = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ parameters }) =>
        parameters.flatMap((parameter) =>
          "name" in parameter && parameter.name === "limit" ? [parameter.schema] : [],
        ),
      ),
    );
    expect(limits.length).toBeGreaterThan(5);
    for (const limit of limits) expect(limit).toEqual({ type: "integer", minimum: 1, maximum: 50, default: 50 });
  });

  test("type and reason of a problem are open lists of what is known", () => {
    const problem = named.find(([name]) => name === "Problem")?.[1] as JsonSchema;
    const lists = [...everySchema(problem)].filter(({ name }) => name === "type" || name === "reason");
    expect(lists.map(({ schema }) => [schema.type, schema.enum])).toEqual([
      ["string", undefined],
      ["string", undefined],
    ]);
    for (const { schema } of lists) expect(schema["x-extensible-enum"]).toHaveLength(Object.keys(problems).length);
  });

  test.each(operations)("$name may be answered by the gateway itself, in its own form", ({ operation }) => {
    const responses = document.paths[operation.path]?.[operation.method.toLowerCase()]?.responses ?? {};
    for (const status of [401, 429, 500, 503, ...(operation.body ? [413] : [])])
      expect(responses[status]?.content, `${status}`).toHaveProperty(["application/json", "schema", "$ref"]);
  });
});

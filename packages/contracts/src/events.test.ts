import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { catalogue } from "./catalogue.ts";
import { everySchema } from "./documents/every-schema.ts";
import { type JsonSchema, jsonSchema } from "./documents/json-schema.ts";
import { type EventContract, EventMeta, event } from "./event.ts";
import { AreaCode } from "./values/area.ts";
import { id } from "./values/id.ts";
import { Role } from "./values/role.ts";

// An event with a neutral source may be announced by several services: it is one event all the same
const events = [...new Set(catalogue.flatMap(({ events }) => Object.values(events)))].map((event) => ({
  event,
  name: event.name,
}));

// What a service may announce: closed, whatever a reader is told to expect
const dataSchema = ({ data }: EventContract): JsonSchema => jsonSchema(data, "input");
const metaSchema = jsonSchema(EventMeta(), "input");

// domain.md § 5.4: names, CPR, addresses below sub-area, free text, gang, offence and health have no place on the bus
const neverSaid =
  /^(cpr|personnummer|address|street|house|stairwell|phone|telephone|email|birth|gender|sex|ethnicity|religion|nationality|gang|gangs|offence|offences|crime|crimes|criminal|conviction|convictions|suspect|suspected|charged|sentence|health|diagnosis|abuse|addiction)$/;
const onlyByReference = /^(name|text|note|remark|comment|description|title|subject|person|child|parent)$/;
const reference = /(Id|Ref|Code)$/;
const telling = [
  "Malik Testesen",
  "Malik",
  "testesen",
  "720410-4311",
  "7204104311",
  "Mjølnerparken 12, 2. tv.",
  "20123456",
];

const words = (text: string) =>
  text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-zæøå]+/);

/** Every way in which a schema could let a person through. */
const leaks = (schema: JsonSchema): string[] =>
  [...everySchema(schema)].flatMap(({ path, name, schema }) => {
    // A role is nobody: `street_worker` tells of no street
    const values = (schema.enum ?? []).filter((value) => !Role.safeParse(value).success);
    const said = [name, ...values, schema.const ?? ""].flatMap((value) => words(String(value)));
    return [
      ...said.filter((word) => neverSaid.test(word)).map((word) => `${path} speaks of ${word}`),
      ...(words(name).some((word) => onlyByReference.test(word)) && !reference.test(name)
        ? [`${path} is named so`]
        : []),
      ...open(schema).map((fault) => `${path} ${fault}`),
    ];
  });

const open = (schema: JsonSchema): string[] => {
  if (schema.enum || schema.const !== undefined || schema.anyOf || schema.oneOf) return [];
  switch (schema.type) {
    case "string":
      if (["uuid", "date", "date-time"].includes(schema.format ?? "")) return [];
      if (schema.pattern === undefined) return ["is text without bounds"];
      return telling.some((text) => new RegExp(schema.pattern ?? "", "u").test(text)) ? ["could hold a person"] : [];
    case "integer":
    case "number":
      // Eight digits are a telephone number, ten a CPR number
      return schema.maximum !== undefined && schema.maximum < 10_000_000 ? [] : ["could hold a long number"];
    case "object":
      return schema.additionalProperties === false ? [] : ["takes undeclared fields"];
    case "array":
    case "boolean":
    case "null":
      return [];
    default:
      return ["takes anything"];
  }
};

describe("events carry no personal data", () => {
  test.each(events)("$name says only references, codes, dates and areas", ({ event }) => {
    expect(leaks(dataSchema(event))).toEqual([]);
  });

  test("nor does the meta, whose version and correlation are made by the service and the gateway", () => {
    expect(leaks(metaSchema)).toEqual(["/correlationId could hold a person", "/version could hold a long number"]);
  });

  const areas = (schema: JsonSchema) => [...everySchema(schema)].filter(({ name }) => /area(Code)?s?$/i.test(name));
  test.each([
    { name: "the meta", schema: metaSchema },
    ...events.map(({ name, event }) => ({ name, schema: dataSchema(event) })),
  ])("$name never names an area below sub-area", ({ schema }) => {
    for (const { schema: area } of areas(schema)) {
      if (area.type !== "string" || area.enum) continue;
      expect(new RegExp(area.pattern ?? "").test("101-3-MJO-12")).toBe(false);
    }
  });

  test.each([
    ["a name", z.strictObject({ name: z.enum(["a"]) })],
    ["free text", z.strictObject({ outcome: z.string() })],
    ["text that is only limited in length", z.strictObject({ outcome: z.string().check(z.maxLength(20)) })],
    ["a pattern wide enough for a CPR number", z.strictObject({ ticket: z.string().check(z.regex(/^\d+$/)) })],
    ["a pattern that holds in part only", z.strictObject({ ticket: z.string().check(z.regex(/[A-Z]/)) })],
    ["a CPR number by name", z.strictObject({ cprRef: id("Thing") })],
    ["a long number", z.strictObject({ count: z.int() })],
    ["an open object", z.looseObject({ caseRef: id("Thing") })],
    ["anything", z.strictObject({ more: z.unknown() })],
    ["gang data in a code", z.strictObject({ reasonCode: z.enum(["gang_member"]) })],
    ["an offence inside a list", z.strictObject({ items: z.array(z.strictObject({ offenceCode: z.enum(["a"]) })) })],
    ["text in one branch", z.discriminatedUnion("k", [z.strictObject({ k: z.literal("a"), more: z.string() })])],
  ])("an event with %s would be found", (_, data) => {
    expect(leaks(dataSchema(event("sample.thing-done.v1", { summary: "Sample", data: () => data })))).not.toEqual([]);
  });

  test("an event of reference, code, date, area and small count is let through", () => {
    const data = z.strictObject({
      caseRef: id("Case"),
      publicTextId: z.uuid(),
      dueOn: z.iso.date(),
      areaCodes: z.array(AreaCode),
      outcome: z.enum(["accepted"]),
      count: z.int().check(z.minimum(0), z.maximum(500)),
    });
    expect(leaks(dataSchema(event("sample.thing-done.v1", { summary: "Sample", data: () => data })))).toEqual([]);
  });
});

describe("an event", () => {
  test.each(
    catalogue.flatMap((service) =>
      Object.values(service.events).map((event) => ({ service: service.name, event, name: event.name })),
    ),
  )("$name is named after its service, what happened and a version", ({ service, name, event }) => {
    // Some go out under a neutral name, so that the bus does not show an exit (domain.md § 5.4)
    expect(name).toMatch(new RegExp(`^(${service}|partnership)\\.[a-z]+(-[a-z]+)+\\.v[1-9]\\d*$`));
    expect([undefined, `trygt.${name.split(".")[0]}`]).toContain(event.source);
    if (event.source === undefined) expect(name).toMatch(/^partnership\./);
    expect(event.summary.trim()).not.toBe("");
  });

  test("has a name of its own", () => {
    expect(new Set(events.map(({ name }) => name)).size).toBe(events.length);
  });

  const sample = event("sample.thing-done.v1", {
    summary: "Sample",
    data: () => z.strictObject({ outcome: z.enum(["accepted", "rejected"]) }),
  });

  test("is announced with its name and data; under which source is for the relay to say", () => {
    expect(sample.of({ outcome: "accepted" }, { areaCode: AreaCode.parse("101-3") })).toEqual({
      name: "sample.thing-done.v1",
      data: { outcome: "accepted" },
      about: { areaCode: "101-3" },
    });
  });

  test("cannot be announced with more than it declares", () => {
    const more = { outcome: "accepted", caseRef: "7" } as const;
    expect(() => sample.of(more)).toThrow();
  });

  test("is read without what came later than the reader", () => {
    expect(z.parse(sample.reads, { outcome: "accepted", caseRef: "7" })).toEqual({ outcome: "accepted" });
    expect(z.safeParse(sample.reads, { outcome: "lost" }).success).toBe(false);
  });
});

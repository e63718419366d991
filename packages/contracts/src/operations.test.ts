import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { catalogue } from "./catalogue.ts";
import { DeskRequest } from "./desk/messages.ts";
import { everySchema } from "./documents/every-schema.ts";
import { type JsonSchema, jsonSchema } from "./documents/json-schema.ts";
import { largestBytes } from "./documents/largest.ts";
import { problems } from "./documents/problems.ts";
import { type Operation, writes } from "./operation.ts";
import { AccessNote } from "./values/access-reason.ts";
import { maxBodyBytes } from "./values/body-size.ts";
import { Role } from "./values/role.ts";

const operations = catalogue.flatMap((service) =>
  Object.entries(service.operations).map(([verb, operation]) => ({
    service: service.name,
    verb,
    name: operation.name,
    operation,
  })),
);
const writing = operations.filter(({ operation }) => writes(operation));
const reading = operations.filter(({ operation }) => !writes(operation));

/** Writes at a path of something that exists, which need no version; with the reason why. */
const unversioned: Record<string, string> = {
  "visits.notifyOfConcernInCase": "the duty to notify is never held up, so not by a colleague's change either",
  "exchange.askForInformation": "a request comes to be; the case only remembers that it was asked",
  "exchange.disclose": "a disclosure comes to be; the case only remembers that it was made",
  "exchange.readDisclosure": "a reader notes that they read, whatever else has happened to what they read",
};

/** Lists that grow by a figure for each week and area: fifty years of them fit into an answer (6 MB, Lambda limit). */
const figures: Record<string, readonly string[]> = { "exchange.readGatheringFigures": ["/weeks"] };

const namesOf = (schema: Operation["params"]) =>
  schema ? Object.keys(jsonSchema(schema, "input").properties ?? {}) : [];
const schemasOf = (schema: Operation["params"], io: "input" | "output") =>
  schema ? [...everySchema(jsonSchema(schema, io))] : [];
// A reply is open to its readers; what a service may answer is closed, as what it takes
const said = ({ params, query, body, reply }: Operation) => [
  ...schemasOf(params, "input"),
  ...schemasOf(query, "input"),
  ...schemasOf(body, "input"),
  ...schemasOf(reply, "input"),
];
const pathsOf = (found: readonly { path: string; schema: JsonSchema }[], wrong: (schema: JsonSchema) => boolean) =>
  found.filter(({ schema }) => wrong(schema)).map(({ path }) => path);

describe("an operation's name and path", () => {
  test.each(operations)(
    "$name is named by service and verb, under the service's path",
    ({ service, verb, operation }) => {
      expect(operation.name).toBe(`${service}.${verb}`);
      expect(operation.path).toMatch(new RegExp(`^/${service}(/([a-z-]+|\\{[a-zA-Z]+\\}))+$`));
      expect(operation.route).toBe(`${operation.method} ${operation.path}`);
    },
  );

  test("are its own", () => {
    expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
    // Two paths that differ in the names of their placeholders alone are one path
    const routes = operations.map(({ operation }) => operation.route.replace(/\{\w+\}/g, "{}"));
    expect(new Set(routes).size).toBe(routes.length);
  });

  test.each(operations)("$name declares exactly the placeholders of its path", ({ operation }) => {
    const placeholders = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(namesOf(operation.params)).toEqual(placeholders);
  });

  test.each(operations)("$name takes no CPR number in path or query (C3)", ({ operation }) => {
    for (const schema of [operation.params, operation.query]) {
      if (!schema) continue;
      for (const name of namesOf(schema)) {
        expect(name).not.toMatch(/cpr|personnummer|birth|name$/i);
        for (const number of ["7204104311", "720410-4311"]) {
          const read = z.safeParse(schema, { [name]: number });
          expect(read.error?.issues.map(({ path }) => path[0])).toContain(name);
        }
      }
    }
  });
});

describe("who may call an operation", () => {
  test.each(operations)("$name is for at least one known role, each named once", ({ operation }) => {
    expect(operation.roles.length).toBeGreaterThan(0);
    expect(new Set(operation.roles).size).toBe(operation.roles.length);
    for (const role of operation.roles) expect(Role.options).toContain(role);
  });

  test.each(operations)("$name shows a person only against a stated reason (E1, G12)", ({ operation }) => {
    const shows = schemasOf(operation.reply, "output").some(({ name }) => name === "subject" || name === "birthDate");
    if (shows && !writes(operation)) expect(operation.reason).toBe(true);
  });
});

describe("a text that is taken in", () => {
  const closed = ({ type, pattern, format, enum: values, const: value }: JsonSchema) =>
    type !== "string" || [pattern, format, values, value].some((bound) => bound !== undefined);

  test.each(operations)(
    "$name takes each of them as free text, as a code or in a format, never just any characters",
    ({ operation }) => {
      const parts = [operation.params, operation.query, operation.body];
      for (const part of parts) expect(pathsOf(schemasOf(part, "input"), (schema) => !closed(schema))).toEqual([]);
    },
  );

  test("at the desk is no different", () => {
    expect(pathsOf(schemasOf(DeskRequest(), "input"), (schema) => !closed(schema))).toEqual([]);
  });

  test("to the reason of a reading is no different", () => {
    expect(closed(jsonSchema(AccessNote, "input"))).toBe(true);
  });
});

describe("the roles of an operation", () => {
  test.each(operations)(
    "$name names a lead before those led: whoever is both acts as the one who sees more",
    ({ operation }) => {
      const [lead, officer] = [operation.roles.indexOf("police_lead"), operation.roles.indexOf("police_ssp_officer")];
      expect(lead === -1 || officer === -1 || lead < officer).toBe(true);
    },
  );
});

describe("a write", () => {
  test.each(writing)("$name changes a known version of what exists, or says why not", ({ name, operation }) => {
    const changesKnownVersion = operation.params === undefined || operation.requiresVersionOf !== undefined;
    expect(changesKnownVersion || Object.hasOwn(unversioned, name)).toBe(true);
    expect(changesKnownVersion && Object.hasOwn(unversioned, name)).toBe(false);
  });

  test.each(writing)("$name says what it changes only where its path names it", ({ operation }) => {
    if (operation.requiresVersionOf !== undefined) expect(operation.params).toBeDefined();
  });

  test("is excused from a version only while it exists", () => {
    expect(writing.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(unversioned)));
  });
});

test.each(reading)("the read $name takes no body, changes nothing and answers 200", ({ operation }) => {
  expect(operation.body).toBeUndefined();
  expect(operation.requiresVersionOf).toBeUndefined();
  expect(operation.status ?? 200).toBe(200);
});

describe("what an operation takes and answers", () => {
  test.each(operations)("$name takes and answers declared fields only", ({ operation }) => {
    expect(
      pathsOf(said(operation), ({ type, additionalProperties }) => type === "object" && additionalProperties !== false),
    ).toEqual([]);
  });

  test.each(operations)("$name says of every field what it is", ({ operation }) => {
    const empty = (schema: JsonSchema) =>
      !(schema.type || schema.enum || schema.const || schema.anyOf || schema.oneOf || schema.allOf);
    expect(pathsOf(said(operation), empty)).toEqual([]);
  });

  test.each(writing)("$name bounds every text and list it takes", ({ operation }) => {
    const boundless = ({ type, enum: options, const: only, format, pattern, maxLength, maxItems }: JsonSchema) =>
      (type === "string" && !(options || only !== undefined || format || pattern || maxLength)) ||
      (type === "array" && maxItems === undefined);
    expect(pathsOf(schemasOf(operation.body, "input"), boundless)).toEqual([]);
  });

  test.each(writing)("$name takes nothing that is larger than a body may be", ({ operation }) => {
    const largest = operation.body === undefined ? 0 : largestBytes(jsonSchema(operation.body, "input"));
    expect(Math.max(largest, maxBodyBytes)).toBe(maxBodyBytes);
  });

  test.each(operations)("$name bounds every list it answers", ({ name, operation }) => {
    const boundless = pathsOf(
      schemasOf(operation.reply, "input"),
      ({ type, maxItems }) => type === "array" && maxItems === undefined,
    );
    expect(boundless).toEqual(figures[name] ?? []);
  });

  test.each(operations)("$name has a summary of one line", ({ operation }) => {
    expect(operation.summary).toMatch(/^[^\s.][^\n]{5,118}[^\s.]$/);
  });

  test.each(operations)("$name refuses only with problems of the catalogue, each once", ({ operation }) => {
    expect(new Set(operation.problems).size).toBe(operation.problems.length);
    for (const slug of operation.problems) {
      expect(problems).toHaveProperty(slug);
      expect(problems[slug].status).toBeLessThan(500);
    }
  });
});

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { catalogue } from "./catalogue.ts";
import { DeskReply, DeskRequest } from "./desk/index.ts";
import { everySchema } from "./documents/every-schema.ts";
import { jsonSchema } from "./documents/json-schema.ts";
import { EventMeta, event } from "./event.ts";
import { operation } from "./operation.ts";

const operations = catalogue.flatMap(({ operations }) => Object.values(operations));
const events = [...new Set(catalogue.flatMap(({ events }) => Object.values(events)))];

/** Everything that is built at first use, and so might fail in a function that has long been deployed. */
const builtLate: readonly { readonly name: string; readonly schema: () => z.core.$ZodType | undefined }[] = [
  ...operations.flatMap((operation) =>
    (["params", "query", "body", "reply"] as const).map((part) => ({
      name: `${operation.name} ${part}`,
      schema: () => operation[part],
    })),
  ),
  ...events.flatMap((event) => [
    { name: event.name, schema: () => event.data },
    { name: `the reader of ${event.name}`, schema: () => event.reads },
  ]),
  { name: "EventMeta", schema: EventMeta },
  { name: "DeskRequest", schema: DeskRequest },
  { name: "DeskReply", schema: DeskReply },
];

describe("a schema that is built at first use", () => {
  test.each(builtLate)("$name can be built, with all that stands in it, and is built once", ({ schema }) => {
    const built = schema();
    expect(schema()).toBe(built);
    if (built === undefined) return;
    expect([...everySchema(jsonSchema(built, "input"))].length).toBeGreaterThan(0);
    // What a schema needs for its checks is built with the first value that it is given
    expect(() => z.safeParse(built, {})).not.toThrow();
  });

  test("is not built before", () => {
    const never = (): never => {
      throw new Error("Nobody has asked for it");
    };
    const register = operation("bicycles.register", {
      route: "POST /bicycles",
      summary: "Register a bicycle",
      roles: ["resident"],
      body: never,
      reply: never,
      problems: [],
    });
    const registered = event("bicycles.registered.v1", { summary: "A bicycle is registered", data: never });
    expect(register.params).toBeUndefined();
    for (const asked of [() => register.body, () => register.reply, () => registered.data, () => registered.reads])
      expect(asked).toThrow("Nobody has asked for it");
  });
});

const contracts = globSync("**/*.ts", { cwd: import.meta.dirname }).filter(
  (path) => !path.endsWith(".test.ts") && !path.startsWith("documents/"),
);
const builtAtLoad =
  /^(?:export )?const \w+ = (?:described\(\s*)?(?:z\.(?:strictObject|object|discriminatedUnion)|pageOf)\(/m;

test.each(contracts)("%s builds nothing larger than one value when it is loaded", (path) => {
  expect(readFileSync(join(import.meta.dirname, path), "utf8")).not.toMatch(builtAtLoad);
});

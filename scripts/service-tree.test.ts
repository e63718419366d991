import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const services = join(import.meta.dirname, "../services");
const names = readdirSync(services);

/** What every service has, file for file. */
const always = [
  "README.md",
  "package.json",
  "tsconfig.json",
  "turbo.json",
  "src/announce.ts",
  "src/calls.test.ts",
  "src/erasure.test.ts",
  "src/lost-answers.test.ts",
  "src/policy.ts",
  "src/readme.test.ts",
  "src/service.ts",
  "src/lambda/api.ts",
  "src/lambda/clock.ts",
  "src/lambda/relay.ts",
  "src/operations/authorisation.test.ts",
  "src/operations/bad-input.test.ts",
  "src/operations/cpr-numbers.test.ts",
  "src/operations/index.ts",
  "src/records/index.ts",
  "src/records/worklists.ts",
  "src/testing/proper-requests.ts",
  "src/testing/service.ts",
];
/** What stands at the top of `src`, and nothing else but tests. */
const top = ["announce.ts", "policy.ts", "service.ts"];
const rooms = ["domain", "lambda", "operations", "pages", "ports", "reactions", "records", "testing"];

describe.each(names)("services/%s", (name) => {
  const source = join(services, name, "src");

  it.each(always)("has %s", (file) => {
    expect(existsSync(join(services, name, file))).toBe(true);
  });

  it("has no file or room that other services do not have", () => {
    const found = readdirSync(source, { withFileTypes: true })
      .filter((entry) => !entry.name.endsWith(".test.ts"))
      .filter((entry) => !(entry.isDirectory() ? rooms : top).includes(entry.name));
    expect(found.map((entry) => entry.name)).toEqual([]);
  });

  it("has a function for each definition, and no other", () => {
    const functions = readdirSync(join(source, "lambda")).map((file) => file.replace(".ts", ""));
    expect(functions.filter((one) => !["api", "clock", "relay", "subscriber", "desk"].includes(one))).toEqual([]);
    expect(functions.includes("subscriber")).toBe(existsSync(join(source, "reactions")));
  });
});

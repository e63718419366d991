import { existsSync, readdirSync, readFileSync } from "node:fs";
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
  "src/calls.test.ts",
  "src/lost-answers.test.ts",
  "src/readme.test.ts",
  "src/service.ts",
  "src/lambda/api.ts",
  "src/lambda/log-watch.ts",
  "src/operations/authorisation.test.ts",
  "src/operations/bad-input.test.ts",
  "src/operations/cpr-numbers.test.ts",
  "src/operations/index.ts",
  "src/records/index.ts",
  "src/testing/proper-requests.ts",
  "src/testing/service.ts",
];
/** What every service has that keeps records. */
const withRecords = [
  "src/announce.ts",
  "src/erasure.test.ts",
  "src/policy.ts",
  "src/lambda/clock.ts",
  "src/lambda/relay.ts",
  "src/records/worklists.ts",
];
/** What stands at the top of `src`, and nothing else but tests. */
const top = ["announce.ts", "policy.ts", "service.ts"];
const rooms = ["domain", "lambda", "operations", "pages", "ports", "reactions", "records", "testing"];

describe.each(names)("services/%s", (name) => {
  const source = join(services, name, "src");

  it.each(always)("has %s", (file) => {
    expect(existsSync(join(services, name, file))).toBe(true);
  });

  it("has all that belongs to records where it has rules for them, and nothing of it elsewhere", () => {
    const keepsRecords = existsSync(join(source, "domain"));
    const found = withRecords.filter((file) => existsSync(join(services, name, file)));
    expect(found).toEqual(keepsRecords ? withRecords : []);
  });

  it("has no file or room that other services do not have", () => {
    const found = readdirSync(source, { withFileTypes: true })
      .filter((entry) => !entry.name.endsWith(".test.ts"))
      .filter((entry) => !(entry.isDirectory() ? rooms : top).includes(entry.name));
    expect(found.map((entry) => entry.name)).toEqual([]);
  });

  it("has a function for each definition, and no other", () => {
    const functions = readdirSync(join(source, "lambda")).map((file) => file.replace(".ts", ""));
    const known = ["api", "clock", "relay", "subscriber", "desk", "log-reader", "log-watch"];
    expect(functions.filter((one) => !known.includes(one))).toEqual([]);
    const definitions = readFileSync(join(source, "service.ts"), "utf8");
    expect(functions.includes("log-reader")).toBe(definitions.includes("export const readsAccessLogs"));
    expect(functions.includes("subscriber")).toBe(existsSync(join(source, "reactions")));
  });
});

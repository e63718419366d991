import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { effectful } from "./service-definitions.ts";

const services = join(import.meta.dirname, "../services");
const definitions = readdirSync(services).flatMap((name) =>
  ["service.ts", "records/index.ts"].map((file) => join(services, name, "src", file)),
);

describe("the definitions of a service", () => {
  it.each(definitions)("%s can be dropped one by one from a bundle", (path) => {
    expect(effectful(readFileSync(path, "utf8"))).toEqual([]);
  });

  it("cannot where a call does not say that it has no effect", () => {
    const source = [
      "export const api = defineApi({ contract, operations: handlers });",
      "export const clock = /* @__PURE__ */ defineClock({ records, reads: [] });",
      'export const subscriber = /* @__PURE__ */ defineSubscriber({ reactions: inboxReactions(["job-referral"]) });',
      "const options = (deps) => deps.cases.list();",
    ];
    expect(effectful(source.join("\n"))).toEqual(["defineApi", "inboxReactions"]);
  });
});

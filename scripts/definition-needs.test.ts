import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unneeded } from "./definition-needs.ts";

const services = join(import.meta.dirname, "../services");

/** The files of a service by their paths from its `src`, but for tests. */
const sourcesOf = (name: string): ReadonlyMap<string, string> => {
  const src = join(services, name, "src");
  return new Map(
    readdirSync(src, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
      .map((path) => [path, readFileSync(join(src, path), "utf8")]),
  );
};

describe("what a definition declares", () => {
  it.each(readdirSync(services))("is needed by the use cases of %s", (name) => {
    const sources = sourcesOf(name);
    expect(sources.has("service.ts")).toBe(true);
    expect(unneeded(sources)).toEqual([]);
  });

  it("is found where no use case needs it, whatever another function of the service needs", () => {
    const service = `import { operations } from "./operations/index.ts";
import { reactions } from "./reactions/index.ts";

export const api = /* @__PURE__ */ defineApi({
  ports: { register: personRegisterPort, desk: deskPort },
  reads: ["worklists", "vault"],
  operations,
});

export const subscriber = /* @__PURE__ */ defineSubscriber({
  ports: { register: personRegisterPort, desk: deskPort },
  reads: ["vault", "counters"],
  reactions,
});
`;
    const sources = new Map([
      ["service.ts", service],
      ["operations/index.ts", 'import { cases } from "./cases.ts";\n'],
      [
        "operations/cases.ts",
        "await deps.register(cpr); deps.cases.list(worklist, query); deps.vault(subject, items);",
      ],
      ["reactions/index.ts", 'export const reactions = [...inboxReactions(["adult-handover"])];'],
    ]);
    expect(unneeded(sources)).toEqual([
      "api: desk",
      "subscriber: register",
      "subscriber: vault",
      "subscriber: counters",
    ]);
  });
});

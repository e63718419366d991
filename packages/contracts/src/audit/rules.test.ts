import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rulesBehind } from "./rules.ts";

const domain = readFileSync(join(import.meta.dirname, "../../../../docs/domain.md"), "utf8");
const rules = [...domain.matchAll(/^\| ([A-Z]\d{1,2}) \|(.*)$/gm)].map(([, id = "", row = ""]) => ({ id, row }));

describe("the rules behind a refusal", () => {
  it.each(Object.entries(rulesBehind))(
    "%s are rules of domain.md, all of those that name it among them",
    (slug, behind) => {
      const ids = rules.map(({ id }) => id);
      expect(behind.filter((id) => !ids.includes(id))).toEqual([]);
      const naming = rules.filter(({ row }) => row.includes(`\`${slug}\``)).map(({ id }) => id);
      expect(behind).toEqual(expect.arrayContaining(naming));
    },
  );
});

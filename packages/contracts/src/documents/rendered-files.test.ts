import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogue } from "../catalogue.ts";
import { accessMatrix } from "./access-matrix.ts";
import { renderedFiles, schemaFolder } from "./rendered-files.ts";

const root = join(import.meta.dirname, "../../../..");
const files = [...renderedFiles()];
const detail = "run npm run render; a breaking change of an event needs a new version";

describe("what is kept under review", () => {
  test.each(files)("%s is what the contracts say", (path, content) => {
    expect(readFileSync(join(root, path), "utf8"), detail).toBe(content);
  });

  test("holds no schema of an event that is gone", () => {
    const kept = readdirSync(join(root, schemaFolder)).map((name) => `${schemaFolder}/${name}`);
    expect(
      kept.filter((path) => !files.some(([rendered]) => rendered === path)),
      detail,
    ).toEqual([]);
  });
});

describe("the access matrix", () => {
  test("has a row for each operation, with exactly the roles of its contract", () => {
    const declared = catalogue.flatMap((service) => Object.values(service.operations));
    expect(accessMatrix().map((row) => row.operation)).toEqual(declared.map(({ name }) => name));
    for (const [at, row] of accessMatrix().entries()) {
      const allowed = Object.entries(row.roles).flatMap(([role, may]) => (may ? [role] : []));
      expect(allowed.sort()).toEqual([...(declared[at]?.roles ?? [])].sort());
    }
  });
});

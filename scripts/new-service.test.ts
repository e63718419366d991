import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Copy, copyOfRepository } from "./new-service/copy.ts";
import { namesOf } from "./new-service/names.ts";
import { scaffold } from "./new-service/scaffold.ts";

/** A thing of several words with an irregular plural, and a service that is called as the one thing that it keeps. */
const made = [
  namesOf("gardens", "Gardens that neighbours look after", "allotment-library"),
  namesOf("kitchens", "Kitchens that neighbours cook in"),
];
const names = made.map(({ service }) => service);

describe("two new services, one after the other", () => {
  let copy: Copy;
  const read = (path: string): Promise<string> => readFile(join(copy.folder, path), "utf8");

  let synthesized: Promise<string | undefined> | undefined;
  /** Bundles every workspace that has functions and synthesizes the app, once; the first complaint. */
  const synthesis = (): Promise<string | undefined> => {
    synthesized ??= (async () => {
      const services = await readdir(join(copy.folder, "services"));
      const bundle = join(copy.folder, "scripts/bundle.ts");
      for (const workspace of [...services.map((name) => `services/${name}`), "infra"]) {
        const complaint = await copy.complaint("node", [bundle], workspace);
        if (complaint !== undefined) return complaint;
      }
      return copy.complaint("node", ["infra/src/app.ts"]);
    })();
    return synthesized;
  };

  beforeAll(async () => {
    copy = await copyOfRepository(names);
    for (const one of made) await scaffold(copy.folder, one);
  }, 120_000);
  afterAll(() => rm(copy.folder, { recursive: true, force: true }));

  it("are formatted, and keep the laws of the linter", async () => {
    expect(await copy.complaint("biome", ["ci", "--error-on-warnings", "."])).toBeUndefined();
  });

  it("stay within the boundaries between packages", async () => {
    expect(await copy.complaint("turbo", ["boundaries"])).toBeUndefined();
  });

  it("compile, as does all that names them", async () => {
    // One program instead of one for each package: it reads the contracts and the kit once
    const include = ["packages/contracts/src", "packages/client/src", ...names.map((name) => `services/${name}/src`)];
    await writeFile(join(copy.folder, "tsconfig.json"), JSON.stringify({ extends: "./tsconfig.base.json", include }));
    expect(await copy.complaint("tsc", ["-p", "tsconfig.json"])).toBeUndefined();
    expect(await copy.complaint("tsc", ["-p", "infra"])).toBeUndefined();
    await rm(join(copy.folder, "tsconfig.json"));
  });

  it("are bundled and synthesized, and the checks of AwsSolutions find nothing", async () => {
    expect(await synthesis()).toBeUndefined();
    const stacks = await readdir(join(copy.folder, "infra/cdk.out/assembly-Trygt-Test"));
    for (const stack of ["Gardens", "Kitchens"])
      expect(stacks.some((file) => file.includes(stack) && file.endsWith(".template.json"))).toBe(true);
  });

  it("pass their own tests, those of contracts, client and infra, and the laws of the house", async () => {
    // Some of them look at bundles and templates
    await synthesis();
    const laws = ["cycles", "definition-needs", "glossary", "law", "service-definitions", "service-tree", "tree"];
    const tests = [
      ...names.map((name) => `services/${name}`),
      ...["packages/contracts", "packages/client", "infra/src", "benchmarks/src/bundles.test.ts"],
      ...laws.map((law) => `scripts/${law}.test.ts`),
    ];
    expect(await copy.complaint("vitest", ["run", "--reporter=dot", ...tests])).toBeUndefined();
  });

  it("stand in the access matrix and among the schemas under review", async () => {
    expect(await read("docs/access-matrix.md")).toContain("POST /gardens/allotment-libraries");
    expect(await readdir(join(copy.folder, "packages/contracts/schemas/events"))).toEqual(
      expect.arrayContaining(["gardens.allotment-library-closed.v1.json", "kitchens.kitchen-closed.v1.json"]),
    );
  });

  it("have nothing in them of the names that the template is written with", async () => {
    for (const name of names)
      for (const folder of [`services/${name}`, `packages/contracts/src/${name}`])
        for (const entry of await readdir(join(copy.folder, folder), { recursive: true, withFileTypes: true })) {
          expect(entry.name).not.toMatch(/tool-shed|workshop/);
          if (entry.isFile())
            expect(await readFile(join(entry.parentPath, entry.name), "utf8")).not.toMatch(
              /tool.?shed|workshop|\ba an?\b/i,
            );
        }
  });

  it("are never written over others", async () => {
    for (const one of made) await expect(scaffold(copy.folder, one)).rejects.toThrow("There is a service");
  });

  it("are not begun where a file that names the services has another shape, and nothing is written", async () => {
    const path = "infra/src/partnership.ts";
    const partnership = await read(path);
    await writeFile(join(copy.folder, path), "export const partnership = [];\n");
    await expect(scaffold(copy.folder, namesOf("swings", "Swings that neighbours paint"))).rejects.toThrow(
      `${path} is not as it was, so nothing was written.`,
    );
    expect(await readdir(join(copy.folder, "services"))).not.toContain("swings");
    expect(await read("packages/contracts/src/catalogue.ts")).not.toContain("swings");
    await writeFile(join(copy.folder, path), partnership);
  });
});

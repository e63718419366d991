import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namesOf } from "./new-service/names.ts";
import { scaffold } from "./new-service/scaffold.ts";
import { inPartnership } from "./new-service/wiring.ts";

const root = join(import.meta.dirname, "..");
const run = promisify(execFile);
const names = namesOf("gardens", "Gardens that neighbours look after", "garden-plot");

/** A repository with what a service stands on, where `@trygt/*` means the copies. */
const repository = async (): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), "trygt-service-"));
  const own = (path: string): boolean =>
    !/\/(?:node_modules|dist|cdk\.out|\.turbo)(?:\/|$)/.test(path.slice(root.length));
  for (const path of [
    "packages/contracts",
    "packages/service-kit",
    "services/visits",
    "infra",
    "scripts",
    "biome",
    "docs",
  ])
    await cp(join(root, path), join(copy, path), { recursive: true, filter: own });
  for (const file of ["package.json", "biome.json", "turbo.json", "tsconfig.base.json"])
    await cp(join(root, file), join(copy, file));
  await mkdir(join(copy, "node_modules/@trygt"), { recursive: true });
  for (const installed of await readdir(join(root, "node_modules")))
    if (installed !== "@trygt")
      await symlink(join(root, "node_modules", installed), join(copy, "node_modules", installed));
  const linked = {
    contracts: "packages/contracts",
    "service-kit": "packages/service-kit",
    gardens: "services/gardens",
  };
  for (const [name, path] of Object.entries(linked))
    await symlink(join(copy, path), join(copy, "node_modules/@trygt", name));
  return copy;
};

const outcome = (program: string, options: readonly string[], cwd: string): Promise<string> =>
  run(join(root, "node_modules/.bin", program), options, { cwd }).then(
    () => "passes",
    ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => stdout + stderr,
  );

describe("a new service", () => {
  let copy: string;

  beforeAll(async () => {
    copy = await repository();
    await scaffold(copy, names);
  }, 30_000);
  afterAll(() => rm(copy, { recursive: true }));

  it("compiles, as do the contracts that now name it", { timeout: 30_000 }, async () => {
    expect(await outcome("tsc", ["-p", "services/gardens"], copy)).toBe("passes");
    expect(await outcome("tsc", ["-p", "packages/contracts"], copy)).toBe("passes");
  });

  it("keeps the laws of the linter, and is formatted", { timeout: 30_000 }, async () => {
    const touched = ["services/gardens", "packages/contracts/src/gardens", "packages/contracts/src/catalogue.ts"];
    const wired = ["packages/contracts/package.json", "packages/contracts/schemas", "infra/package.json"];
    const check = ["ci", "--error-on-warnings", "--vcs-enabled=false"];
    expect(await outcome("biome", [...check, ...touched, ...wired, "infra/src/partnership.ts"], copy)).toBe("passes");
  });

  it("stands in the catalogue, in the access matrix and among the schemas under review", async () => {
    const { catalogue } = (await import(join(copy, "packages/contracts/src/catalogue.ts"))) as {
      readonly catalogue: readonly { readonly name: string; readonly operations: object }[];
    };
    const gardens = catalogue.find(({ name }) => name === "gardens");
    expect(Object.keys(gardens?.operations ?? {})).toEqual([
      "openGardenPlot",
      "closeGardenPlot",
      "listGardenPlots",
      "readGardenPlot",
    ]);
    expect(await readFile(join(copy, "docs/access-matrix.md"), "utf8")).toContain("POST /gardens/garden-plots");
    expect(await readdir(join(copy, "packages/contracts/schemas/events"))).toContain(
      "gardens.garden-plot-closed.v1.json",
    );
  });

  it("has a stack in the partnership", async () => {
    const partnership = await readFile(join(copy, "infra/src/partnership.ts"), "utf8");
    expect(partnership).toContain('new PartnershipService(this, "Gardens"');
    expect(partnership).toContain('new PartnershipService(this, "Visits"');
    expect(await readFile(join(copy, "infra/package.json"), "utf8")).toContain('"@trygt/gardens"');
  });

  it("is never written over another", async () => {
    await expect(scaffold(copy, names)).rejects.toThrow("There is a service gardens already");
  });
});

describe("the names of a new service", () => {
  it("follow from its own name when nothing else is said", () => {
    expect(namesOf("jobs", "Job creation and placements")).toMatchObject({
      thing: "job",
      many: "jobs",
      path: "/jobs/jobs",
    });
  });

  it("are refused when they could not be compiled or read", () => {
    expect(() => namesOf()).toThrow("Say name and purpose");
    expect(() => namesOf("Jobs", "Job creation")).toThrow("Say name and purpose");
    expect(() => namesOf("jobs", "Job creation", "Work place")).toThrow("lower case");
    expect(() => namesOf("visits", "Home visits", "case")).toThrow("word of the language");
  });

  it("leave a partnership alone whose shape they do not know", () => {
    expect(inPartnership("export const partnership = [];\n", names)).toBeUndefined();
  });
});

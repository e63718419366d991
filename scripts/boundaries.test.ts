import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "trygt-boundaries-"));
afterAll(() => rm(folder, { recursive: true }));

describe("the boundaries between packages", { timeout: 30_000 }, () => {
  type Workspace = { readonly path: string; readonly tag: string };
  const workspaces: Readonly<Record<string, Workspace>> = {
    "@trygt/contracts": { path: "packages/contracts", tag: "contracts" },
    "@trygt/service-kit": { path: "packages/service-kit", tag: "kit" },
    "@trygt/client": { path: "packages/client", tag: "client" },
    "@trygt/assembly-runner": { path: "packages/assembly-runner", tag: "runner" },
    "@trygt/local-cloud": { path: "packages/local-cloud", tag: "local-cloud" },
    "@trygt/visits": { path: "services/visits", tag: "service" },
    "@trygt/jobs": { path: "services/jobs", tag: "service" },
  };

  /** Whether the boundaries hold in a repository where one package depends on another, and imports this. */
  const hold = async (from: string, depends: string | undefined, imports: string): Promise<boolean> => {
    const repository = await mkdtemp(join(folder, "repository-"));
    const plant = async (path: string, content: string): Promise<void> => {
      await mkdir(dirname(join(repository, path)), { recursive: true });
      await writeFile(join(repository, path), content);
    };
    await cp(join(root, "turbo.json"), join(repository, "turbo.json"));
    await plant(
      "package.json",
      JSON.stringify({ name: "trygt", packageManager: "npm@11.19.1", workspaces: ["packages/*", "services/*"] }),
    );
    for (const [name, { path, tag }] of Object.entries(workspaces)) {
      const dependencies = name === from && depends !== undefined ? { [depends]: "*" } : {};
      await plant(`${path}/package.json`, JSON.stringify({ name, version: "0.1.0", dependencies }));
      await plant(`${path}/turbo.json`, JSON.stringify({ extends: ["//"], tags: [tag] }));
      await plant(`${path}/src/index.ts`, name === from ? `import "${imports}";` : "export {};");
    }
    await run("git", ["init", "--quiet"], { cwd: repository });
    return run(join(root, "node_modules/.bin/turbo"), ["boundaries"], { cwd: repository }).then(
      () => true,
      () => false,
    );
  };

  it.each([
    { from: "@trygt/visits", to: "@trygt/contracts" },
    { from: "@trygt/visits", to: "@trygt/service-kit" },
    { from: "@trygt/service-kit", to: "@trygt/contracts" },
    { from: "@trygt/client", to: "@trygt/contracts" },
    { from: "@trygt/local-cloud", to: "@trygt/contracts" },
    { from: "@trygt/local-cloud", to: "@trygt/assembly-runner" },
  ])("$from may import $to", async ({ from, to }) => {
    expect(await hold(from, to, to)).toBe(true);
  });

  it.each([
    { from: "@trygt/visits", to: "@trygt/jobs" },
    { from: "@trygt/visits", to: "@trygt/local-cloud" },
    { from: "@trygt/contracts", to: "@trygt/service-kit" },
    { from: "@trygt/service-kit", to: "@trygt/visits" },
    { from: "@trygt/client", to: "@trygt/service-kit" },
    { from: "@trygt/local-cloud", to: "@trygt/visits" },
    { from: "@trygt/assembly-runner", to: "@trygt/contracts" },
    { from: "@trygt/assembly-runner", to: "@trygt/local-cloud" },
    { from: "@trygt/visits", to: "@trygt/assembly-runner" },
  ])("$from may not import $to", async ({ from, to }) => {
    expect(await hold(from, to, to)).toBe(false);
  });

  it("does not let a service reach another by a path, or by a package that it has not named", async () => {
    expect(await hold("@trygt/visits", undefined, "../../jobs/src/index.ts")).toBe(false);
    expect(await hold("@trygt/visits", undefined, "@trygt/jobs")).toBe(false);
  });
});

describe("the assembly runner", () => {
  const sources = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "src"], {
    cwd: join(root, "packages/assembly-runner"),
    encoding: "utf8",
  })
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, "packages/assembly-runner", path)));

  /** What only Trygt has: its name, its city, its agencies, its neighbours and its services. */
  const ours =
    /trygt|copenhagen|københavn|nørrebro|\bcpr\b|person.register|digital.post|\b(?:visits|exchange|police|municipality)\b/i;

  it("says no word of Trygt, since it runs any assembly", () => {
    expect(sources.length).toBeGreaterThan(40);
    expect(
      sources.filter((path) => ours.test(readFileSync(join(root, "packages/assembly-runner", path), "utf8"))),
    ).toEqual([]);
    expect("the clock of Trygt").toMatch(ours);
  });
});

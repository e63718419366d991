import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { filesOf } from "./files.ts";
import type { Names } from "./names.ts";
import { inCatalogue, inPartnership, withEntry } from "./wiring.ts";

const run = promisify(execFile);

/** What has been written, as paths from the root, and what a person must still do. */
export type Scaffolded = { readonly written: readonly string[]; readonly remaining: readonly string[] };

/** Writes a new service into the repository at `root` and makes it known to contracts and infra. Throws, and writes nothing, when the service exists. */
export const scaffold = async (root: string, names: Names): Promise<Scaffolded> => {
  const { service } = names;
  if (existsSync(join(root, "services", service)) || existsSync(join(root, "packages/contracts/src", service)))
    throw new Error(`There is a service ${service} already. Choose another name, or change what is there.`);

  const read = (path: string): Promise<string> => readFile(join(root, path), "utf8");
  const visits = JSON.parse(await read("services/visits/package.json")) as { dependencies: Record<string, string> };
  const partnership = inPartnership(await read("infra/src/partnership.ts"), names);
  const files = new Map([
    ...filesOf(names, visits.dependencies),
    ["packages/contracts/src/catalogue.ts", inCatalogue(await read("packages/contracts/src/catalogue.ts"), names)],
    [
      "packages/contracts/package.json",
      withEntry(await read("packages/contracts/package.json"), "exports", `./${service}`, `./src/${service}/index.ts`),
    ],
    ["infra/package.json", withEntry(await read("infra/package.json"), "dependencies", `@trygt/${service}`, "*")],
    ...(partnership === undefined ? [] : [["infra/src/partnership.ts", partnership] as const]),
  ]);

  for (const [path, content] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), `${content.trim()}\n`);
  }
  const written = [...files.keys()];
  const formatted = written.filter((path) => !path.endsWith(".md"));
  await run(join(root, "node_modules/.bin/biome"), ["check", "--write", "--vcs-enabled=false", ...formatted], {
    cwd: root,
  });
  await run(process.execPath, ["scripts/render-docs.ts"], { cwd: root });

  return {
    written,
    remaining: [
      ...(partnership === undefined
        ? [`Add a PartnershipService for ${service} to infra/src/partnership.ts, beside that of visits.`]
        : []),
      "npm install        (links the new package)",
      "npm test           (everything that is there already holds)",
      `Then make it real: services/${service}/README.md says what is to be decided.`,
    ],
  };
};

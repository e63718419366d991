import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { renderedFiles, schemaFolder } from "../packages/contracts/src/documents/rendered-files.ts";

const root = join(import.meta.dirname, "..");
const files = renderedFiles();

const stale: string[] = [];
for (const [path, content] of files) {
  const kept = await readFile(join(root, path), "utf8").catch(() => undefined);
  if (kept !== content) stale.push(path);
}
const kept = await readdir(join(root, schemaFolder)).catch((): string[] => []);
const orphaned = kept.map((name) => `${schemaFolder}/${name}`).filter((path) => !files.has(path));

if (process.argv.includes("--check")) {
  for (const path of stale) console.error(`${path} is not what the contracts say`);
  for (const path of orphaned) console.error(`${path} belongs to no event`);
  if (stale.length + orphaned.length > 0) {
    console.error("Run npm run render; a breaking change of an event needs a new version.");
    process.exitCode = 1;
  }
} else {
  for (const path of stale) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), files.get(path) ?? "");
    console.log(`wrote ${path}`);
  }
  for (const path of orphaned) {
    await rm(join(root, path));
    console.log(`removed ${path}`);
  }
}

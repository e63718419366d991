/** `npm run new:service -- <name> "<purpose>" [<first thing it keeps>]` writes a service in the shape of the house. */
import { join } from "node:path";
import { namesOf } from "./new-service/names.ts";
import { scaffold } from "./new-service/scaffold.ts";

const [name, purpose, thing] = process.argv.slice(2);
try {
  const { written, remaining } = await scaffold(join(import.meta.dirname, ".."), namesOf(name, purpose, thing));
  for (const path of written) console.log(`wrote ${path}`);
  console.log(`\nNext:\n${remaining.map((step) => `  ${step}`).join("\n")}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

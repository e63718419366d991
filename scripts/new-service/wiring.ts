import type { Names } from "./names.ts";

type Json = { readonly [key: string]: Json | string };
type Edit = (source: string, names: Names) => string;

/** What each file that names all services becomes with one more, by path from the root. Each throws when its file is not as it expects. */
export const wiring: Readonly<Record<string, Edit>> = {
  "packages/contracts/src/catalogue.ts": (source, { service }) =>
    `import { ${service} } from "./${service}/index.ts";\n${replaced(source, /(?<=services = \{)[^}]*(?=\})/, (list) => inList(list, service))}`,
  "packages/contracts/src/problems/slug.ts": (source, { service }) =>
    `import type { ${service}Problems } from "../${service}/problems.ts";\n${replaced(source, /(?<=type Problem =[^;]*)(?=;)/, () => ` | keyof typeof ${service}Problems`)}`,
  "packages/contracts/package.json": (source, { service }) =>
    withEntry(source, "exports", `./${service}`, `./src/${service}/index.ts`),
  "infra/src/partnership.ts": (source, { service }) =>
    `import * as ${service} from "@trygt/${service}/service";\n${replaced(source, /(?<=services: readonly ServiceDefinition\[\] = \[)[^\]]*(?=\])/, (list) => inList(list, service))}`,
  "infra/package.json": (source, { service }) => withEntry(source, "dependencies", `@trygt/${service}`, "*"),
};

/** A source with one place replaced. Throws when it has no such place. */
const replaced = (source: string, place: RegExp, by: (found: string) => string): string => {
  if (!place.test(source)) throw new Error("It has no list of services where one was expected.");
  return source.replace(place, by);
};

const inList = (list: string, service: string): string => {
  const names = list.split(",").map((name) => name.trim());
  return ` ${[...names.filter((name) => name !== ""), service].sort().join(", ")} `;
};

/** A manifest with one more entry under a key; what stands there already stays, and dependencies in the order in which npm sorts them. */
const withEntry = (manifest: string, under: "exports" | "dependencies", name: string, value: string): string => {
  const read = JSON.parse(manifest) as Json;
  if (typeof read[under] !== "object") throw new Error(`It has no "${under}".`);
  const entries = Object.entries({ ...read[under], [name]: value });
  if (under === "dependencies") entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify({ ...read, [under]: Object.fromEntries(entries) })}\n`;
};

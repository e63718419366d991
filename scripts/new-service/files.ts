import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Names, namesOf, renamed } from "./names.ts";

/** What the template is written as: a service of its own, of which only the names are replaced. */
export const invented = namesOf("workshops", "Workshops that neighbours share", "tool-shed");

const template = join(import.meta.dirname, "template");
const suffix = ".template";

/** What is the same in every service and is taken from visits. */
const copied = [
  "tsconfig.json",
  "turbo.json",
  ...["api", "clock", "log-watch", "relay", "subscriber"].map((name) => `src/lambda/${name}.ts`),
];
const shared = ["@trygt/contracts", "@trygt/service-kit", "zod"];

/** Every file of a new service and its contract with its content, by path from the root of the repository at `root`. */
export const filesOf = (root: string, names: Names): ReadonlyMap<string, string> => {
  const visits = (path: string): string => readFileSync(join(root, "services/visits", path), "utf8");
  const folders = { contract: `packages/contracts/src/${names.service}`, service: `services/${names.service}` };
  return new Map([
    ...Object.entries(folders).flatMap(([part, folder]) =>
      templatesIn(part).map((path): [string, string] => [
        join(folder, renamed(path.slice(0, -suffix.length), invented, names)),
        renamed(readFileSync(join(template, part, path), "utf8"), invented, names),
      ]),
    ),
    ...copied.map((path): [string, string] => [`services/${names.service}/${path}`, visits(path)]),
    [`services/${names.service}/package.json`, manifest(visits("package.json"), names)],
  ]);
};

const templatesIn = (part: string): readonly string[] =>
  readdirSync(join(template, part), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(suffix));

/** The manifest of visits under another name, with what every service depends on. */
const manifest = (visits: string, { service }: Names): string => {
  const { dependencies, ...rest } = JSON.parse(visits) as { readonly dependencies: Readonly<Record<string, string>> };
  const needed = Object.fromEntries(shared.map((name) => [name, dependencies[name]]));
  return `${JSON.stringify({ ...rest, name: `@trygt/${service}`, dependencies: needed })}\n`;
};

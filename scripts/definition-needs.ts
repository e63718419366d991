import { dirname, join } from "node:path/posix";
import { importsOf } from "./cycles.ts";

/** How a use case reads or asks what a definition declares, by what is declared; a port is called by its name. */
const uses: Readonly<Record<string, RegExp>> = {
  worklists: /\blist\(/,
  vault: /\bvault\(/,
  counters: /\bcounters\(/,
};

/** What the kit does for a service with what its definition declares, by the name under which it is imported. */
const fromKit: Readonly<Record<string, string>> = {
  inboxHandlers: "list( vault( desk( acquaintance(",
  inboxReactions: "desk(",
  checkNamed: "directory(",
};

/**
 * What the definitions of a `service.ts` declare and no use case behind them needs, as `api: desk`. `sources` has the files of the
 * service by their paths from its `src`. Functions would be given a variable that nothing reads, or a right that nothing uses.
 */
export const unneeded = (sources: ReadonlyMap<string, string>): readonly string[] => {
  const service = sources.get("service.ts") ?? "";
  return [...service.matchAll(/^export const (\w+) = (?:\/\*.*?\*\/ )?define\w+\((\{[\s\S]*?\})\);$/gm)].flatMap(
    ([, name = "", definition = ""]) => {
      const needed = textBehind(definition, service, sources);
      return declaredIn(definition)
        .filter((one) => !(uses[one] ?? new RegExp(`\\b${one}\\(`)).test(needed))
        .map((one) => `${name}: ${one}`);
    },
  );
};

const declaredIn = (definition: string): readonly string[] => {
  const [, ports = ""] = /ports: \{([^}]*)\}/.exec(definition) ?? [];
  const [, reads = ""] = /reads: \[([^\]]*)\]/.exec(definition) ?? [];
  return [...ports.matchAll(/(\w+):/g), ...reads.matchAll(/"(\w+)"/g)].map(([, one = ""]) => one);
};

/** The text of all files that are reached from the imports which a definition names. */
const textBehind = (definition: string, service: string, sources: ReadonlyMap<string, string>): string => {
  const imported = [...service.matchAll(/import \{([^}]*)\} from "\.\/([^"]+)";/g)]
    .filter(([, names = ""]) => names.split(",").some((one) => new RegExp(`\\b${one.trim()}\\b`).test(definition)))
    .map(([, , path = ""]) => path);
  const reached = new Set(imported);
  for (const path of reached)
    for (const specifier of importsOf(sources.get(path) ?? "").filter((one) => one.startsWith(".")))
      reached.add(join(dirname(path), specifier));
  const text = [...reached].map((path) => sources.get(path) ?? "").join("\n");
  return [text, ...Object.entries(fromKit).flatMap(([name, does]) => (text.includes(`${name}(`) ? [does] : []))].join();
};

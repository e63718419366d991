import { dirname, join } from "node:path/posix";

/** The specifiers of all static imports and re-exports in a TypeScript source, those of types alone included. */
export const importsOf = (source: string): readonly string[] =>
  [...source.matchAll(/^\s*(?:(?:import|export)\b[^"';]*?\bfrom|import)\s*"([^"]+)"/gm)].flatMap(
    ([, specifier]) => specifier ?? [],
  );

/**
 * The import cycles in a set of sources by path. Each cycle is the shortest one through its files, as a list of paths in the order of
 * the imports, beginning with the first in the alphabet. Only relative imports of sources in the set count.
 */
export const cyclesIn = (sources: ReadonlyMap<string, string>): readonly (readonly string[])[] => {
  const imports = new Map(
    [...sources].map(([path, source]) => [
      path,
      importsOf(source)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => join(dirname(path), specifier))
        .filter((imported) => sources.has(imported)),
    ]),
  );
  const cycles = [...imports.keys()].flatMap((path) => {
    const cycle = wayBack(path, imports);
    return cycle === undefined ? [] : [fromFirst(cycle)];
  });
  return [...new Map(cycles.map((cycle) => [cycle.join("\n"), cycle])).values()];
};

/** The shortest way along the imports from a path back to it; the path stands at its beginning alone. */
const wayBack = (path: string, imports: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined => {
  const ways = new Map<string, readonly string[]>([[path, [path]]]);
  // A map hands out what is added while it is gone through, so this is a search breadth first
  for (const [reached, way] of ways) {
    for (const next of imports.get(reached) ?? []) {
      if (next === path) return way;
      if (!ways.has(next)) ways.set(next, [...way, next]);
    }
  }
  return undefined;
};

const fromFirst = (cycle: readonly string[]): readonly string[] => {
  const first = cycle.indexOf(cycle.toSorted()[0] ?? "");
  return [...cycle.slice(first), ...cycle.slice(0, first)];
};

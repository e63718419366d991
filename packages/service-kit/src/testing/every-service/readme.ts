import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServiceContract } from "@trygt/contracts";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { expect, it } from "vitest";
import { subscriptions } from "../../functions/definitions.ts";

/** The README of a service, beside its `src`: its text, and the arrows of its state diagrams, each without blanks around it. */
export const readmeOf = (src: string) => {
  const text = readFileSync(join(src, "..", "README.md"), "utf8");
  const diagrams = [...text.matchAll(/```mermaid\n(stateDiagram[\s\S]*?)```/g)].map(([, diagram = ""]) => diagram);
  /** The arrows of the diagram in which a state stands that no other has. */
  const arrowsWith = (state: string): readonly string[] =>
    (diagrams.find((diagram) => new RegExp(`\\b${state}\\b`).test(diagram)) ?? "")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line.includes("-->"));
  /** The states of that diagram, its beginning and end `[*]` among them. */
  const statesWith = (state: string): ReadonlySet<string> =>
    new Set(
      arrowsWith(state).flatMap((arrow) =>
        arrow
          .replace(/:.*/, "")
          .split("-->")
          .map((end) => end.trim()),
      ),
    );
  return { text, arrowsWith, statesWith };
};

/** Tests that a README has a row for every route and every event, out and in, and none for another. */
export const testTablesOf = (
  { text }: { readonly text: string },
  {
    contract,
    subscriber,
  }: { readonly contract: ServiceContract; readonly subscriber: Parameters<typeof subscriptions>[0] },
): void => {
  it("names every route, and no other", () => {
    const routes = [...text.matchAll(/^\| `((?:GET|POST) [^`]+)` \|/gm)].map(([, route]) => route);
    const declared = Object.values(contract.operations).map(({ route }) => route as string);
    expect(routes.sort()).toEqual(declared.sort());
  });

  it("names every event that goes out and every one that comes in", () => {
    const rows = [...text.matchAll(/^\| `([a-z-]+\.[a-z-]+\.v\d+)` \| ([a-z, ]+) \|/gm)];
    const named = (way: string) =>
      rows.flatMap(([, name, ways = ""]) => (ways.split(/[^a-z]+/).includes(way) ? [name] : [])).sort();
    const names = (events: readonly { readonly name: string }[]) => events.map(({ name }) => name).sort();
    expect(named("out")).toEqual(names(Object.values(contract.events)));
    expect(named("in")).toEqual(names(subscriptions(subscriber).map(({ event }) => event)));
  });
};

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CaseStatus, ConcernStatus, NotificationStatus, visits } from "@trygt/contracts/visits";
import { subscribedEvents } from "@trygt/service-kit";
import { describe, expect, it } from "vitest";
import { transitions } from "./domain/case-commands.ts";
import { subscriber } from "./service.ts";

const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8");
const diagrams = [...readme.matchAll(/```mermaid\n([\s\S]*?)```/g)].map(([, text = ""]) => text);

/** The diagram in which a state stands that no other has. */
const diagramWith = (state: string): readonly string[] =>
  (diagrams.find((text) => text.includes(state)) ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.includes("-->"));
const statesIn = (edges: readonly string[]): ReadonlySet<string> =>
  new Set(edges.flatMap((edge) => edge.replace(/:.*/, "").split("-->")).map((state) => state.trim()));

describe("the README of visits", () => {
  it("draws the visit case as the rules have it", () => {
    const ruled = Object.entries(transitions).flatMap(([from, actions]) =>
      Object.entries(actions).flatMap(([action, states]) => states.map((to) => `${from} --> ${to}: ${action}`)),
    );
    expect([...diagramWith("following_up")].sort()).toEqual(["[*] --> open", ...ruled, "closed --> [*]"].sort());
  });

  it("draws every state of concern, case and notification, and no other", () => {
    for (const [state, statuses] of [
      ["received", ConcernStatus.options],
      ["following_up", CaseStatus.options],
      ["assessed_24h", NotificationStatus.options],
    ] as const)
      expect(statesIn(diagramWith(state))).toEqual(new Set(["[*]", ...statuses]));
  });

  it("names every route, and no other", () => {
    const routes = [...readme.matchAll(/^\| `((?:GET|POST) [^`]+)` \|/gm)].map(([, route]) => route);
    expect(routes.sort()).toEqual(
      Object.values(visits.operations)
        .map(({ route }) => route)
        .sort(),
    );
  });

  it("names every event that goes out and every one that comes in", () => {
    const lines = [...readme.matchAll(/^\| `([a-z-]+\.[a-z-]+\.v\d+)` \| ([a-z, ]+) \|/gm)];
    const named = (way: string) =>
      lines.flatMap(([, name, ways = ""]) => (ways.split(/[^a-z]+/).includes(way) ? [name] : [])).sort();
    expect(named("out")).toEqual(
      Object.values(visits.events)
        .map(({ name }) => name)
        .sort(),
    );
    expect(named("in")).toEqual(
      subscribedEvents(subscriber)
        .map(({ name }) => name)
        .sort(),
    );
  });
});

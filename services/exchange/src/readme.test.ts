import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  DisclosureStatus,
  ExchangeCaseStatus,
  exchange,
  GatheringStatus,
  RequestStatus,
  ZoneStatus,
} from "@trygt/contracts/exchange";
import { type Existing, subscribedEvents } from "@trygt/service-kit";
import { describe, expect, it } from "vitest";
import type { DeskTicket } from "./domain/desk-ticket.ts";
import { gateRules } from "./domain/gate/rules.ts";
import { subscriber } from "./service.ts";

const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8");
const diagrams = [...readme.matchAll(/```mermaid\n(stateDiagram[\s\S]*?)```/g)].map(([, text = ""]) => text);

/** The states of the diagram in which a state stands that no other has. */
const statesOf = (state: string): ReadonlySet<string> => {
  const text = diagrams.find((one) => new RegExp(`\\b${state}\\b`).test(one)) ?? "";
  const edges = text.split("\n").filter((line) => line.includes("-->"));
  return new Set(edges.flatMap((edge) => edge.replace(/:.*/, "").split("-->")).map((end) => end.trim()));
};

const ticketStates: Record<Existing<DeskTicket>["status"], true> = {
  offered: true,
  accepted: true,
  returned: true,
  lapsed: true,
  recalled: true,
  confirmed: true,
};

describe("the README of exchange", () => {
  it("draws every state of case, request, disclosure, ticket, gathering and zone, and no other", () => {
    for (const [state, statuses] of [
      ["under_review", ExchangeCaseStatus.options],
      ["answered_full", RequestStatus.options],
      ["erasure_confirmed", DisclosureStatus.options],
      ["offered", Object.keys(ticketStates)],
      ["action_agreed", GatheringStatus.options],
      ["drafted", ZoneStatus.options],
    ] as const)
      expect(statesOf(state)).toEqual(new Set(["[*]", ...statuses]));
  });

  it("names every route, and no other", () => {
    const routes = [...readme.matchAll(/^\| `((?:GET|POST) [^`]+)` \|/gm)].map(([, route]) => route);
    expect(routes.sort()).toEqual(
      Object.values(exchange.operations)
        .map(({ route }) => route)
        .sort(),
    );
  });

  it("names every event that goes out and every one that comes in", () => {
    const lines = [...readme.matchAll(/^\| `([a-z-]+\.[a-z-]+\.v\d+)` \| ([a-z, ]+) \|/gm)];
    const named = (way: string) =>
      lines.flatMap(([, name, ways = ""]) => (ways.split(/[^a-z]+/).includes(way) ? [name] : [])).sort();
    expect(named("out")).toEqual(
      Object.values(exchange.events)
        .map(({ name }) => name)
        .sort(),
    );
    expect(named("in")).toEqual(
      subscribedEvents(subscriber)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it("names every rule of the gate", () => {
    const said = /the rules (.*), in the order/.exec(readme)?.[1] ?? "";
    const spans = [...said.matchAll(/([A-Z])(\d+)(?:–[A-Z](\d+))?/g)].flatMap(([, letter, from, to = from]) =>
      Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => `${letter}${Number(from) + n}`),
    );
    expect(new Set(spans)).toEqual(new Set(gateRules.map(({ id }) => id)));
  });
});

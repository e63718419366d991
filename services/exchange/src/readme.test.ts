import {
  DisclosureStatus,
  ExchangeCaseStatus,
  exchange,
  GatheringStatus,
  RequestStatus,
  ZoneStatus,
} from "@trygt/contracts/exchange";
import type { Existing } from "@trygt/service-kit";
import { readmeOf, testTablesOf } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import type { DeskTicket } from "./domain/desk-ticket.ts";
import { gateRules } from "./domain/gate/rules.ts";
import { subscriber } from "./service.ts";

const readme = readmeOf(import.meta.dirname);

const ticketStates: Record<Existing<DeskTicket>["status"], true> = {
  offered: true,
  claimed: true,
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
      expect(readme.statesWith(state)).toEqual(new Set(["[*]", ...statuses]));
  });

  testTablesOf(readme, { contract: exchange, subscriber });

  it("names every rule of the gate", () => {
    const said = /the rules (.*), in the order/.exec(readme.text)?.[1] ?? "";
    const spans = [...said.matchAll(/([A-Z])(\d+)(?:–[A-Z](\d+))?/g)].flatMap(([, letter, from, to = from]) =>
      Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => `${letter}${Number(from) + n}`),
    );
    expect(new Set(spans)).toEqual(new Set(gateRules.map(({ id }) => id)));
  });
});

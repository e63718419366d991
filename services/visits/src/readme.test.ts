import { CaseStatus, ConcernStatus, NotificationStatus, visits } from "@trygt/contracts/visits";
import { readmeOf, testTablesOf } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { transitions } from "./domain/case-commands.ts";
import { subscriber } from "./service.ts";

const readme = readmeOf(import.meta.dirname);

describe("the README of visits", () => {
  it("draws the visit case as the rules have it", () => {
    const ruled = Object.entries(transitions).flatMap(([from, actions]) =>
      Object.entries(actions).flatMap(([action, states]) => states.map((to) => `${from} --> ${to}: ${action}`)),
    );
    expect([...readme.arrowsWith("following_up")].sort()).toEqual(["[*] --> open", ...ruled, "closed --> [*]"].sort());
  });

  it("draws every state of concern, case and notification, and no other", () => {
    for (const [state, statuses] of [
      ["received", ConcernStatus.options],
      ["following_up", CaseStatus.options],
      ["assessed_24h", NotificationStatus.options],
    ] as const)
      expect(readme.statesWith(state)).toEqual(new Set(["[*]", ...statuses]));
  });

  testTablesOf(readme, { contract: visits, subscriber });
});

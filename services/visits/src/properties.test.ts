import { dateOf } from "@trygt/contracts";
import { CaseStatus } from "@trygt/contracts/visits";
import { erased, exists } from "@trygt/service-kit/rules";
import { monday } from "@trygt/service-kit/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { announceCase } from "./announce.ts";
import { transitions } from "./domain/case-commands.ts";
import { caseDue, nextDue } from "./domain/case-due.ts";
import { covers } from "./domain/holds.ts";
import { proposedPolicy } from "./policy.ts";
import { cases } from "./records/cases.ts";
import { malik } from "./testing/cases.ts";
import { randomStories, type Turn } from "./testing/random-stories.ts";

const caseId = "ca000000-0000-4000-8000-000000000003";

/** Holds in every turn of every story. */
const always = (holds: (turn: Turn) => void) =>
  fc.assert(
    fc.property(randomStories, (turns) => {
      for (const turn of turns) holds(turn);
    }),
    { numRuns: 300 },
  );

describe("in every story of a case", { timeout: 60_000 }, () => {
  it("the stories reach every state, or they would prove nothing", () => {
    const reached = fc
      .sample(randomStories, { numRuns: 300, seed: 1 })
      .flatMap((turns) => turns.map(({ after }) => after.status));
    expect(new Set(reached)).toEqual(new Set([...CaseStatus.options, "erased"]));
  });

  it("closed stays closed until it is erased", () => {
    always(({ before, after }) => {
      if (before.status === "closed") expect(["closed", "erased"]).toContain(after.status);
    });
  });

  it("the status moves along the transitions, or time ends the case", () => {
    always(({ command, before, after }) => {
      if (before.status === after.status || !exists(before)) return;
      switch (command.type) {
        case "time-passed":
          expect([before.status === "closed" ? "erased" : "closed"]).toContain(after.status);
          return;
        case "open":
        case "note-letters":
        case "note-hold":
        case "lift-hold":
        case "note-notification":
        case "note-answer":
        case "refer":
        case "recall-referral":
        case "correct-referral":
          throw new Error(`${command.type} moved the case`);
        case "invite":
        case "schedule":
        case "record-outcome":
        case "decline":
        case "agree-follow-up":
        case "complete-follow-up":
        case "close":
          expect(transitions[before.status][command.type]).toContain(after.status);
      }
    });
  });

  it("a visit was held only with a custody holder who was there and told, and with the child's view or why not", () => {
    always(({ before, after }) => {
      if (!exists(after) || after.status !== "held" || before.status === "held") return;
      const visit = after.visits.find(({ status }) => status === "held");
      const { present = [], informed = [], childView } = visit ?? {};
      expect(present.some((holder) => informed.includes(holder))).toBe(true);
      const known = after.holders.map(({ holder }) => holder);
      expect([...present, ...informed].filter((holder) => !known.includes(holder))).toEqual([]);
      expect(childView).toBeDefined();
    });
  });

  it("at most three visits meet nobody, and one visit at most lies ahead", () => {
    always(({ after }) => {
      if (!exists(after)) return;
      const count = (...statuses: readonly string[]) =>
        after.visits.filter(({ status }) => statuses.includes(status)).length;
      expect(count("no_show")).toBeLessThanOrEqual(3);
      expect(count("planned", "on_hold")).toBeLessThanOrEqual(after.status === "scheduled" ? 1 : 0);
      expect(count("held")).toBeLessThanOrEqual(1);
    });
  });

  it("no visit is planned for an adult, nor into a hold", () => {
    always(({ events }) => {
      for (const { event, state } of events) {
        if (event.type !== "visit-scheduled" || !exists(state)) continue;
        expect(dateOf(event.visit.at) < state.turnsEighteenOn).toBe(true);
        expect(state.holds.some(({ from, until }) => from <= event.visit.at && event.visit.at < until)).toBe(false);
      }
    });
  });

  it("a visit waits only in a hold, or when its time has passed", () => {
    always(({ at: now, after }) => {
      if (!exists(after)) return;
      const waiting = after.visits.filter(({ status, at }) => status === "on_hold" && at > now);
      for (const visit of waiting) expect(after.holds.some((hold) => covers(hold, visit.at))).toBe(true);
    });
  });

  it("a hold is never replaced by an earlier word", () => {
    always(({ command, before, after }) => {
      if (command.type !== "note-hold" || !exists(before) || !exists(after)) return;
      for (const { ref, version } of before.holds)
        expect(after.holds.find((hold) => hold.ref === ref)?.version).toBeGreaterThanOrEqual(version);
    });
  });

  it("an offer is made with a yes that counts, and what has ended stays ended", () => {
    always(({ command, at, before, accepted, after }) => {
      if (!exists(before) || !exists(after)) return;
      const ended = before.referrals.filter(({ status }) => status !== "offered" && status !== "accepted");
      expect(after.referrals).toEqual(expect.arrayContaining(ended));
      if (command.type !== "refer" || !accepted) return;
      const [today, { youth, custodyHolder, custodyHolderTold }] = [dateOf(at), command.consent];
      expect(command.kind === "adult-handover").toBe(today >= before.turnsEighteenOn);
      expect(youth && (today >= before.turnsEighteenOn || custodyHolder || custodyHolderTold)).toBe(true);
    });
  });

  it("something is due next, and a clock that has rung is silent until then", () => {
    always(({ command, at, after }) => {
      if (!exists(after)) return;
      const { on, what } = nextDue(after, proposedPolicy);
      expect(on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(what === "erase").toBe(after.status === "closed");
      const due = caseDue(after, proposedPolicy);
      expect(due).toMatch(/Z$/);
      // One ringing may close and a second erase: a case that waited long catches up
      if (command.type === "time-passed" && after.status !== "closed") expect(due > at).toBe(true);
    });
  });

  it("what is announced is a reference and a code, never a no, a view or a name", () => {
    const keys = new Set(["caseRef", "invitation", "reasonCode", "ticketId"]);
    always(({ events }) => {
      for (const { event, state } of events)
        for (const { name, data } of announceCase(caseId, event, state)) {
          expect(["visits.invitation-made.v1", "visits.case-closed.v1"]).toContain(name);
          expect(Object.keys(data as object).filter((key) => !keys.has(key))).toEqual([]);
          expect(JSON.stringify(data)).not.toMatch(
            /declin|no_show|nobody|heard|view|hold|name|cpr|address|5b5b|101-3/i,
          );
        }
    });
  });

  it("the record is filed with its review and its end, never before it was opened, and goes when it is erased", () => {
    const openedOn = dateOf(monday);
    always(({ after }) => {
      if (!exists(after)) return expect(after).toEqual(erased);
      const index = cases.index(after, caseId, proposedPolicy);
      expect(index.reviewOn >= openedOn && index.eraseOn > openedOn).toBe(true);
      expect(index.due).toBeDefined();
      expect(index.vault).toContainEqual({ subject: malik.subject, item: `CHILD#${malik.concernId}` });
      const open = after.status !== "closed";
      expect(index.unique ?? []).toEqual(open ? [`open-case#${malik.subject}`] : []);
      expect((index.worklists ?? []).length > 0).toBe(open);
    });
  });
});

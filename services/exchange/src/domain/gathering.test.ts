import { type AreaCode, addHours, type Instant, instantOf, type StaffId } from "@trygt/contracts";
import { accept, refuse } from "@trygt/service-kit/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  evolveGathering,
  type Gathering,
  type GatheringCommand,
  type GatheringRefusal,
  initialGathering,
  weekOfGathering,
} from "./gathering.ts";
import { gatheringDue } from "./gathering-due.ts";
import { decideGathering } from "./gathering-rules.ts";
import { proposedPolicy } from "./policy.ts";

const now = instantOf("2026-03-02T18:00:00+01:00");
const seenAt = instantOf("2026-03-02T19:10:00+01:00");
const until = instantOf("2026-03-02T23:00:00+01:00");
const gro = "50000000-0000-4000-8000-000000000001" as StaffId;
const runa = "50000000-0000-4000-8000-000000000002" as StaffId;

type Command<Type extends GatheringCommand["type"]> = Extract<GatheringCommand, { type: Type }>;
const report = (change: Partial<Command<"report">> = {}): Command<"report"> => ({
  type: "report",
  by: gro,
  areaCode: "101-3-RPL" as AreaCode,
  at: seenAt,
  size: "30-99",
  mood: "tense",
  contactFunction: "street_team",
  reportedFrom: "municipality",
  reportedAt: now,
  ...change,
});
const apart = { action: "dialogue_with_police_apart", until } as const;
const street = (change: Partial<Command<"agree">> = {}) =>
  ({ type: "agree", at: now, by: gro, side: "street", ...apart, ...change }) as const;
const police = (change: Partial<Command<"agree">> = {}) =>
  ({ type: "agree", at: now, by: runa, side: "police", ...apart, ...change }) as const;
const assess = { type: "assess", at: now, by: gro, size: "100+", mood: "hostile" } as const;
const begin = { type: "begin", at: now, by: gro } as const;
const standDown = { type: "stand-down", at: until, by: gro } as const;
const debrief = (text = "Dialogen virkede", by = gro, author?: StaffId) =>
  ({ type: "debrief", at: until, by, text, ...(author && { falseAlarm: { author } }) }) as const;
const time = (at: Instant) => ({ type: "note-time", at }) as const;

const decide = (gathering: Gathering, command: GatheringCommand) => decideGathering(gathering, command, proposedPolicy);
const after = (...commands: readonly GatheringCommand[]): Gathering =>
  commands.reduce((gathering, command) => {
    const decision = decide(gathering, command);
    if (!decision.accepted) throw new Error(`The story stops at: ${decision.reasons.join(", ")}`);
    return decision.events.reduce(evolveGathering, gathering);
  }, initialGathering);

const refusals: Record<GatheringRefusal, readonly (readonly [Gathering, GatheringCommand])[]> = {
  "out-of-area": [
    [initialGathering, report({ areaCode: "101-2-ABC" as AreaCode })],
    [initialGathering, report({ areaCode: "101" as AreaCode })],
  ],
  "date-not-usable": [
    [initialGathering, report({ at: addHours(now, -25) })],
    [initialGathering, report({ at: addHours(now, 25) })],
    [after(report()), street({ until: now })],
    [after(report()), street({ until: seenAt })],
    [after(report()), street({ until: addHours(now, 25) })],
  ],
  "personal-data-in-free-text": [
    [initialGathering, report({ safety: "Pas på manden i opgang 7" })],
    [after(report(), standDown), debrief("Det var 720410-4311")],
  ],
  "self-approval-refused": [
    [initialGathering, report({ safety: "Pas på i opgang 7", falseAlarm: { author: gro } })],
    [after(report(), standDown), debrief("Mød ved opgang 7", gro, gro)],
  ],
  "second-approval-required": [
    [after(report(), street()), street()],
    [after(report(), police()), police({ by: gro })],
  ],
  "invalid-transition": [
    [after(report()), report()],
    [initialGathering, assess],
    [after(report(), standDown), assess],
    [after(report(), standDown), street()],
    [after(report()), begin],
    [after(report(), street()), begin],
    [after(report(), street(), police()), { ...begin, at: until }],
    [after(report(), standDown), standDown],
    [after(report()), debrief()],
    [after(report(), standDown, debrief()), debrief()],
  ],
};

describe("A gathering", () => {
  it.each(Object.entries(refusals))("is refused: %s", (reason, cases) => {
    for (const [gathering, command] of cases)
      expect(decide(gathering, command)).toEqual(refuse(reason as GatheringRefusal));
  });

  it("is told all that is wrong with a report at once", () => {
    const wrong = report({ areaCode: "101-2" as AreaCode, at: addHours(now, 30), safety: "ring 20 12 34 56" });
    expect(decide(initialGathering, wrong)).toEqual(
      refuse("out-of-area", "date-not-usable", "personal-data-in-free-text"),
    );
  });

  it("goes from its report to its debrief", () => {
    const story = [report(), assess, street(), police(), begin, standDown, debrief()];
    const statuses = story.map((_, nth) => after(...story.slice(0, nth + 1)).status);
    expect(statuses).toEqual([
      "reported",
      "assessed",
      "assessed",
      "action_agreed",
      "under_way",
      "stood_down",
      "debriefed",
    ]);
  });

  it("is acted upon when the other side agrees to the same, as far as both have said yes", () => {
    const shorter = addHours(until, -1);
    expect(after(report(), street(), police({ until: shorter }))).toMatchObject({
      status: "action_agreed",
      agreed: { action: apart.action, until: shorter },
    });
    expect(after(report(), street({ until: shorter }), police())).toMatchObject({ agreed: { until: shorter } });
  });

  it("is proposed anew when the other side wants something else", () => {
    const other = after(report(), street(), police({ action: "stand_off" }));
    expect(other).toMatchObject({ status: "reported", proposal: { side: "police", action: "stand_off" } });
    expect(after(report(), street(), police({ action: "stand_off" }), street({ action: "stand_off" }))).toMatchObject({
      status: "action_agreed",
      agreed: { action: "stand_off" },
    });
  });

  it("forgets a proposal whose time is up", () => {
    const late = addHours(until, 1);
    const later = { at: late, until: addHours(late, 2) };
    expect(after(report(), street(), street(later))).toMatchObject({
      status: "reported",
      proposal: { until: later.until },
    });
    expect(after(report(), street(), police(later))).toMatchObject({
      status: "reported",
      proposal: { side: "police" },
    });
  });

  it("goes on under way when both give the same action more time, and begins anew with another", () => {
    const story = [report(), street(), police(), begin];
    const longer = addHours(until, 2);
    expect(after(...story, street({ until: longer }), police({ until: longer }))).toMatchObject({
      status: "under_way",
      agreed: { until: longer },
    });
    expect(after(...story, street({ action: "stand_off" }), police({ action: "stand_off" })).status).toBe(
      "action_agreed",
    );
  });

  it("whose text a second person stands for says who wrote it and who stands for it", () => {
    expect(decide(after(report(), standDown), debrief("Mød ved opgang 7", runa, gro))).toMatchObject({
      accepted: true,
      events: [{ type: "debriefed", released: { found: ["address"], author: gro, by: runa } }],
    });
  });

  it("that nobody works on is stood down by itself, a day after its time", () => {
    expect(gatheringDue(after(report()), proposedPolicy)).toBe(addHours(seenAt, 24));
    const agreed = after(report(), street(), police());
    expect(gatheringDue(agreed, proposedPolicy)).toBe(addHours(until, 24));
    expect(decide(agreed, time(addHours(until, 23)))).toEqual(accept());
    // However late the clock, it was over when its time was up
    expect(decide(agreed, time(addHours(until, 90)))).toEqual(accept({ type: "stood-down", at: addHours(until, 24) }));
  });

  it("is purged 72 hours after it was stood down, debriefed or not", () => {
    for (const gathering of [after(report(), standDown), after(report(), standDown, debrief())]) {
      expect(decide(gathering, time(addHours(until, 71)))).toEqual(accept());
      const purged = decide(gathering, time(addHours(until, 72)));
      expect(purged.accepted && purged.events.reduce(evolveGathering, gathering)).toEqual({ status: "purged" });
    }
  });

  it("counts for the week in which it was seen", () => {
    const sunday = instantOf("2026-03-08T23:30:00+01:00");
    const gathering = after(report({ at: sunday, reportedAt: sunday }));
    expect(gathering.status === "reported" && weekOfGathering(gathering)).toBe("2026-W10");
  });

  it("is never acted upon by one side alone, and always ends as nothing", () => {
    const command = fc.constantFrom<GatheringCommand>(
      assess,
      street(),
      street({ action: "stand_off" }),
      street({ until: addHours(until, 1) }),
      begin,
      standDown,
      debrief(),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        let gathering = after(report());
        for (const next of commands) {
          const decision = decide(gathering, next);
          if (decision.accepted) gathering = decision.events.reduce(evolveGathering, gathering);
        }
        expect(["action_agreed", "under_way"]).not.toContain(gathering.status);
        for (let due = gatheringDue(gathering, proposedPolicy); due !== undefined; ) {
          const decision = decide(gathering, time(due));
          if (decision.accepted) gathering = decision.events.reduce(evolveGathering, gathering);
          due = gatheringDue(gathering, proposedPolicy);
        }
        expect(gathering).toEqual({ status: "purged" });
      }),
    );
  });
});

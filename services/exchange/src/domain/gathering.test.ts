import { type AreaCode, addHours, type Instant, instantOf, type StaffId } from "@trygt/contracts";
import { accept, exists, none, refuse, system } from "@trygt/service-kit/rules";
import { gro, rolf, runa, type Step, specification, step } from "@trygt/service-kit/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposedPolicy } from "../policy.ts";
import { gatherings } from "../records/gatherings.ts";
import { evolveGathering, type Gathering, weekOfGathering } from "./gathering.ts";
import { gatheringDue } from "./gathering-due.ts";
import type { GatheringCommand, GatheringRefusal } from "./gathering-rules.ts";

const now = instantOf("2026-03-02T18:00:00+01:00");
const seenAt = instantOf("2026-03-02T19:10:00+01:00");
const until = instantOf("2026-03-02T23:00:00+01:00");
const { decide, stateAfter, existingAfter } = specification(gatherings, {
  at: now,
  actor: gro,
  policy: proposedPolicy,
});

type Command<Type extends GatheringCommand["type"]> = Extract<GatheringCommand, { type: Type }>;
const report = (change: Partial<Command<"report">> = {}): Command<"report"> => ({
  type: "report",
  areaCode: "101-3-RPL" as AreaCode,
  at: seenAt,
  size: "30-99",
  mood: "tense",
  contactFunction: "street_team",
  ...change,
});
const apart = { action: "dialogue_with_police_apart", until } as const;
type Agreeing = Partial<Omit<Command<"agree">, "type">> & { readonly at?: Instant };
const agreeing =
  (usual: typeof gro) =>
  ({ at = now, ...change }: Agreeing = {}, actor = usual) =>
    step<GatheringCommand>({ type: "agree", ...apart, ...change }, { at, actor });
const street = agreeing(gro);
const police = agreeing(runa);
const assess = { type: "assess", size: "100+", mood: "hostile" } as const;
const begin = { type: "begin" } as const;
const standDown = step<GatheringCommand>({ type: "stand-down" }, { at: until });
const debrief = (text = "Dialogen virkede", actor = gro, author?: StaffId) =>
  step<GatheringCommand>({ type: "debrief", text, ...(author && { falseAlarm: { author } }) }, { at: until, actor });
const time = (at: Instant) => step<GatheringCommand>({ type: "time-passed" }, { at, actor: system });

const refusals: Record<GatheringRefusal, readonly (readonly [Gathering, Step<GatheringCommand>])[]> = {
  "out-of-area": [
    [none, report({ areaCode: "101-2" as AreaCode })],
    [none, report({ areaCode: "101" as AreaCode })],
  ],
  "date-not-usable": [
    [none, report({ at: addHours(now, -25) })],
    [none, report({ at: addHours(now, 25) })],
    [stateAfter(report()), street({ until: now })],
    [stateAfter(report()), street({ until: seenAt })],
    [stateAfter(report()), street({ until: addHours(now, 25) })],
  ],
  "personal-data-in-free-text": [
    [none, report({ safety: "Pas på manden i opgang 7" })],
    [stateAfter(report(), standDown), debrief("Det var 720410-4311")],
  ],
  "self-approval-refused": [
    [none, report({ safety: "Pas på i opgang 7", falseAlarm: { author: gro.id } })],
    [stateAfter(report(), standDown), debrief("Mød ved opgang 7", gro, gro.id)],
  ],
  "second-approval-required": [
    [stateAfter(report(), street()), street()],
    [stateAfter(report(), police()), police({}, rolf)],
  ],
  "invalid-transition": [
    [stateAfter(report()), report()],
    [none, assess],
    [stateAfter(report(), standDown), assess],
    [stateAfter(report(), standDown), street()],
    [stateAfter(report()), begin],
    [stateAfter(report(), street()), begin],
    [stateAfter(report(), street(), police()), step(begin, { at: until })],
    [stateAfter(report(), standDown), standDown],
    [stateAfter(report()), debrief()],
    [stateAfter(report(), standDown, debrief()), debrief()],
  ],
};

describe("A gathering", () => {
  it.each(Object.entries(refusals))("is refused: %s", (reason, cases) => {
    for (const [gathering, command] of cases)
      expect(decide(gathering, command)).toEqual(refuse(reason as GatheringRefusal));
  });

  it("is told all that is wrong with a report at once", () => {
    const wrong = report({ areaCode: "101-2" as AreaCode, at: addHours(now, 30), safety: "ring 20 12 34 56" });
    expect(decide(none, wrong)).toEqual(refuse("out-of-area", "date-not-usable", "personal-data-in-free-text"));
  });

  it("goes from its report to its debrief", () => {
    const story = [report(), assess, street(), police(), begin, standDown, debrief()];
    const statuses = story.map((_, nth) => stateAfter(...story.slice(0, nth + 1)).status);
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
    expect(stateAfter(report(), street(), police({ until: shorter }))).toMatchObject({
      status: "action_agreed",
      agreed: { action: apart.action, until: shorter },
    });
    expect(stateAfter(report(), street({ until: shorter }), police())).toMatchObject({ agreed: { until: shorter } });
  });

  it("is proposed anew when the other side wants something else", () => {
    const other = stateAfter(report(), street(), police({ action: "stand_off" }));
    expect(other).toMatchObject({ status: "reported", proposal: { side: "police", action: "stand_off" } });
    expect(
      stateAfter(report(), street(), police({ action: "stand_off" }), street({ action: "stand_off" })),
    ).toMatchObject({
      status: "action_agreed",
      agreed: { action: "stand_off" },
    });
  });

  it("forgets a proposal whose time is up", () => {
    const late = addHours(until, 1);
    const later = { at: late, until: addHours(late, 2) };
    expect(stateAfter(report(), street(), street(later))).toMatchObject({
      status: "reported",
      proposal: { until: later.until },
    });
    expect(stateAfter(report(), street(), police(later))).toMatchObject({
      status: "reported",
      proposal: { side: "police" },
    });
  });

  it("goes on under way when both give the same action more time, and begins anew with another", () => {
    const story = [report(), street(), police(), begin];
    const longer = addHours(until, 2);
    expect(stateAfter(...story, street({ until: longer }), police({ until: longer }))).toMatchObject({
      status: "under_way",
      agreed: { until: longer },
    });
    expect(stateAfter(...story, street({ action: "stand_off" }), police({ action: "stand_off" })).status).toBe(
      "action_agreed",
    );
  });

  it("whose text a second person stands for says who wrote it and who stands for it", () => {
    expect(decide(stateAfter(report(), standDown), debrief("Mød ved opgang 7", runa, gro.id))).toMatchObject({
      accepted: true,
      events: [{ type: "debriefed", released: { found: ["address"], author: gro.id, by: runa.id } }],
    });
  });

  it("that nobody works on is stood down by itself, a day after its time", () => {
    expect(gatheringDue(existingAfter(report()), proposedPolicy)).toBe(addHours(seenAt, 24));
    const agreed = existingAfter(report(), street(), police());
    expect(gatheringDue(agreed, proposedPolicy)).toBe(addHours(until, 24));
    expect(decide(agreed, time(addHours(until, 23)))).toEqual(accept());
    // However late the clock, it was over when its time was up
    expect(decide(agreed, time(addHours(until, 90)))).toEqual(accept({ type: "stood-down", at: addHours(until, 24) }));
  });

  it("is purged 72 hours after it was stood down, debriefed or not", () => {
    for (const gathering of [stateAfter(report(), standDown), stateAfter(report(), standDown, debrief())]) {
      expect(decide(gathering, time(addHours(until, 71)))).toEqual(accept());
      const purged = decide(gathering, time(addHours(until, 72)));
      expect(purged.accepted && purged.events.reduce(evolveGathering, gathering)).toEqual({ status: "erased" });
    }
  });

  it("counts for the week in which it was seen", () => {
    const sunday = instantOf("2026-03-08T23:30:00+01:00");
    const gathering = existingAfter(step(report({ at: sunday }), { at: sunday }));
    expect(weekOfGathering(gathering)).toBe("2026-W10");
  });

  it("is never acted upon by one side alone, and always ends as nothing", () => {
    const command = fc.constantFrom<Step<GatheringCommand>>(
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
        let gathering = stateAfter(report());
        for (const next of commands) {
          const decision = decide(gathering, next);
          if (decision.accepted) gathering = decision.events.reduce(evolveGathering, gathering);
        }
        expect(["action_agreed", "under_way"]).not.toContain(gathering.status);
        while (exists(gathering)) {
          const decision = decide(gathering, time(gatheringDue(gathering, proposedPolicy)));
          if (decision.accepted) gathering = decision.events.reduce(evolveGathering, gathering);
        }
        expect(gathering).toEqual({ status: "erased" });
      }),
    );
  }, 60_000);
});

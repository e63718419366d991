import { type AreaCode, addDays, addHours, type Instant, type LocalDate, startOf } from "@trygt/contracts";
import type { PublicTextId, ZoneId } from "@trygt/contracts/exchange";
import { accept, none, refuse, system } from "@trygt/service-kit/rules";
import { monday as now, rolf, runa, type Step, specification, step } from "@trygt/service-kit/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposedPolicy } from "../policy.ts";
import { zones } from "../records/zones.ts";
import { evolveZone, inForce, sameWords, type Zone, zoneWarnings } from "./zone.ts";
import { zoneDue } from "./zone-due.ts";
import type { ZoneCommand, ZoneRefusal } from "./zone-rules.ts";

const today = "2026-03-02" as LocalDate;
const until = "2026-03-15" as LocalDate;
const zoneId = "20000000-0000-4000-8000-000000000001" as ZoneId;
const publicTextId = "30000000-0000-4000-8000-000000000001" as PublicTextId;
const { decide, stateAfter, existingAfter } = specification(zones, { at: now, actor: runa, policy: proposedPolicy });

type Command<Type extends ZoneCommand["type"]> = Extract<ZoneCommand, { type: Type }>;
const draft = (change: Partial<Command<"draft">> = {}): Command<"draft"> => ({
  type: "draft",
  basis: "politiloven_6",
  areaCodes: ["101-3-RPL" as AreaCode],
  from: today,
  until,
  publicText: { da: "Politiet kan visitere på pladsen", en: "The police may search people on the square" },
  ...change,
});
const decision = (change: Partial<Command<"decide">> = {}, actor = rolf) =>
  step<ZoneCommand>(
    {
      type: "decide",
      decidedBy: "police_director",
      reference: "0100-2026-17",
      reasons: "Tre skud på pladsen i sidste uge",
      reasonsDigest: "three-shots",
      ...change,
    },
    { actor },
  );
const announce = { type: "announce", publicTextId } as const;
const end = { type: "end" } as const;
const time = (at: Instant) => step<ZoneCommand>({ type: "time-passed" }, { at, actor: system });

const extension = (zone: Zone | undefined, change: Partial<Command<"draft">> = {}) =>
  draft({ extends: { zoneId, zone }, from: addDays(until, 1), until: addDays(until, 14), ...change });
const announced = existingAfter(draft(), decision(), announce);

const refusals: Record<ZoneRefusal, readonly (readonly [Zone, Step<ZoneCommand>])[]> = {
  "zone-area-too-wide": [
    [none, draft({ areaCodes: ["101-3" as AreaCode] })],
    [none, draft({ areaCodes: ["101-3-RPL" as AreaCode, "101" as AreaCode] })],
  ],
  "out-of-area": [[none, draft({ areaCodes: ["101-2-ABC" as AreaCode] })]],
  "zone-decision-incomplete": [
    [none, draft({ until: undefined })],
    [none, extension(undefined)],
    [none, extension(stateAfter(draft()))],
    [stateAfter(draft()), decision({ reference: undefined })],
    [stateAfter(draft()), decision({ reasons: undefined })],
    [stateAfter(extension(announced)), decision()],
  ],
  "date-not-usable": [
    [none, draft({ from: addDays(today, -1) })],
    [none, draft({ from: addDays(until, 1) })],
    [none, draft({ until: "9999-12-31" as LocalDate })],
  ],
  "personal-data-in-free-text": [
    [none, draft({ publicText: { da: "Se opgang 7", en: "On the square" } })],
    [none, draft({ publicText: { da: "På pladsen", en: "Look for 720410-4311" } })],
  ],
  "self-approval-refused": [
    [stateAfter(draft()), decision({}, runa)],
    [none, draft({ publicText: { da: "Ved opgang 7", en: "At the door" }, falseAlarm: { author: runa.id } })],
  ],
  "invalid-transition": [
    [announced, draft()],
    [announced, decision()],
    [stateAfter(draft()), { ...decision(), at: startOf(addDays(until, 1)) }],
    [stateAfter(draft()), announce],
    [stateAfter(draft(), decision()), step(announce, { at: startOf(addDays(until, 1)) })],
    [stateAfter(draft(), end), end],
    [none, end],
  ],
};

describe("A zone", () => {
  it.each(Object.entries(refusals))("is refused: %s", (reason, cases) => {
    for (const [zone, command] of cases) expect(decide(zone, command)).toEqual(refuse(reason as ZoneRefusal));
  });

  it("is drafted by one lead, decided by another, announced, and over after its last day", () => {
    const over = startOf(addDays(until, 1));
    expect(stateAfter(draft()).status).toBe("drafted");
    expect(stateAfter(draft(), decision()).status).toBe("decided");
    expect(announced).toMatchObject({ status: "announced", publicTextId });
    expect(decide(announced, time(addHours(over, -1)))).toEqual(accept());
    expect(stateAfter(draft(), decision(), announce, time(over))).toMatchObject({ status: "ended", endedOn: until });
  });

  it("is in force from its first day to the end of its last, once announced", () => {
    const tomorrow = stateAfter(draft({ from: addDays(today, 1) }), decision(), announce);
    expect(inForce(tomorrow, now)).toBe(false);
    expect(inForce(tomorrow, startOf(addDays(today, 1)))).toBe(true);
    expect(inForce(announced, addHours(startOf(addDays(until, 1)), -1))).toBe(true);
    expect(inForce(announced, startOf(addDays(until, 1)))).toBe(false);
    expect(inForce(stateAfter(draft(), decision()), now)).toBe(false);
  });

  it("that is not announced within 24 hours of its decision is late, once", () => {
    const decided = existingAfter(draft(), decision());
    expect(zoneDue(decided, proposedPolicy)).toBe(addHours(now, 24));
    expect(decide(decided, time(addHours(now, 23)))).toEqual(accept());
    const late = stateAfter(draft(), decision(), time(addHours(now, 24)));
    expect(late).toMatchObject({ status: "decided", late: true });
    expect(decide(late, time(addHours(now, 25)))).toEqual(accept());
    expect(stateAfter(draft(), decision(), time(addHours(now, 24)), announce).status).toBe("announced");
  });

  it("that is announced in time is never late", () => {
    expect(zoneDue(announced, proposedPolicy)).toBe(startOf(addDays(until, 1)));
  });

  it("warns beyond 28 days, and counts the days of what it extends", () => {
    const lasting = (days: number) => stateAfter(draft({ until: addDays(today, days - 1) }));
    expect(zoneWarnings(lasting(28), proposedPolicy)).toEqual([]);
    expect(zoneWarnings(lasting(29), proposedPolicy)).toEqual(["longer_than_28_days"]);
    expect(zoneWarnings(stateAfter(extension(announced)), proposedPolicy)).toEqual([]);
    const once = stateAfter(extension(announced), decision({ reasonsDigest: "new" }), announce);
    const twice = extension(once, { from: addDays(until, 15), until: addDays(until, 16) });
    expect(zoneWarnings(stateAfter(twice), proposedPolicy)).toEqual(["longer_than_28_days"]);
  });

  it("is extended by a new draft with reasons that no decision of the run has given before", () => {
    const once = stateAfter(extension(announced), decision({ reasonsDigest: "new" }), announce);
    const twice = stateAfter(extension(once, { from: addDays(until, 15), until: addDays(until, 16) }));
    for (const reasonsDigest of ["three-shots", "new"])
      expect(decide(twice, decision({ reasonsDigest }))).toEqual(refuse("zone-decision-incomplete"));
    expect(decide(twice, decision({ reasonsDigest: "newer" }))).toMatchObject({ accepted: true });
  });

  it("gives the same reasons with another comma or capital letter", () => {
    expect(sameWords("Tre skud, på Pladsen!")).toBe(sameWords("tre skud på   pladsen"));
    expect(sameWords("To skud på pladsen")).not.toBe(sameWords("Tre skud på pladsen"));
  });

  it("is told all that is wrong with it at once, and an area twice counts once", () => {
    const wide = ["101-3", "101-2-ABC"] as AreaCode[];
    expect(decide(none, draft({ areaCodes: wide, until: undefined, from: addDays(today, -1) }))).toEqual(
      refuse("zone-area-too-wide", "out-of-area", "zone-decision-incomplete", "date-not-usable"),
    );
    const twice = ["101-3-RPL", "101-3-RPL"] as AreaCode[];
    expect(stateAfter(draft({ areaCodes: twice }))).toMatchObject({ areaCodes: ["101-3-RPL"] });
  });

  it("is erased six months after its end", () => {
    const ended = stateAfter(draft(), decision(), announce, end);
    expect(decide(ended, time(startOf("2026-09-01" as LocalDate)))).toEqual(accept());
    expect(stateAfter(draft(), decision(), announce, end, time(startOf("2026-09-02" as LocalDate)))).toEqual({
      status: "erased",
    });
  });

  it("is never announced without the decision of a second lead, whatever is sent", () => {
    const command = fc.constantFrom<Step<ZoneCommand>>(
      decision({}, runa),
      decision({ reasons: undefined }),
      announce,
      end,
      time(addHours(now, 30)),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 8 }), (commands) => {
        let zone = stateAfter(draft());
        for (const next of commands) {
          const decided = decide(zone, next);
          if (decided.accepted) zone = decided.events.reduce(evolveZone, zone);
        }
        expect(["drafted", "ended"]).toContain(zone.status);
      }),
    );
  }, 60_000);
});

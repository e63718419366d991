import {
  type AreaCode,
  addDays,
  addHours,
  type Instant,
  instantOf,
  type LocalDate,
  type StaffId,
  startOf,
} from "@trygt/contracts";
import type { PublicTextId, ZoneId } from "@trygt/contracts/exchange";
import { accept, refuse } from "@trygt/service-kit/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposedPolicy } from "./policy.ts";
import {
  evolveZone,
  initialZone,
  sameWords,
  type Zone,
  type ZoneCommand,
  type ZoneRefusal,
  zoneWarnings,
} from "./zone.ts";
import { decideZone, inForce, zoneDue } from "./zone-rules.ts";

const now = instantOf("2026-03-02T09:00:00+01:00");
const today = "2026-03-02" as LocalDate;
const until = "2026-03-15" as LocalDate;
const runa = "50000000-0000-4000-8000-000000000001" as StaffId;
const rolf = "50000000-0000-4000-8000-000000000002" as StaffId;
const zoneId = "20000000-0000-4000-8000-000000000001" as ZoneId;
const publicTextId = "30000000-0000-4000-8000-000000000001" as PublicTextId;

type Command<Type extends ZoneCommand["type"]> = Extract<ZoneCommand, { type: Type }>;
const draft = (change: Partial<Command<"draft">> = {}): Command<"draft"> => ({
  type: "draft",
  at: now,
  by: runa,
  basis: "politiloven_6",
  areaCodes: ["101-3-RPL" as AreaCode],
  from: today,
  until,
  publicText: { da: "Politiet kan visitere på pladsen", en: "The police may search people on the square" },
  ...change,
});
const decision = (change: Partial<Command<"decide">> = {}): Command<"decide"> => ({
  type: "decide",
  at: now,
  by: rolf,
  decidedBy: "police_director",
  reference: "0100-2026-17",
  reasons: "Tre skud på pladsen i sidste uge",
  reasonsDigest: "three-shots",
  ...change,
});
const announce = { type: "announce", at: now, by: runa, publicTextId } as const;
const end = { type: "end", at: now, by: runa } as const;
const time = (at: Instant) => ({ type: "note-time", at }) as const;

const decide = (zone: Zone, command: ZoneCommand) => decideZone(zone, command, proposedPolicy);
const after = (...commands: readonly ZoneCommand[]): Zone =>
  commands.reduce((zone, command) => {
    const decided = decide(zone, command);
    if (!decided.accepted) throw new Error(`The story stops at: ${decided.reasons.join(", ")}`);
    return decided.events.reduce(evolveZone, zone);
  }, initialZone);
const extension = (zone: Zone | undefined, change: Partial<Command<"draft">> = {}) =>
  draft({ extends: { zoneId, zone }, from: addDays(until, 1), until: addDays(until, 14), ...change });
const announced = after(draft(), decision(), announce);

const refusals: Record<ZoneRefusal, readonly (readonly [Zone, ZoneCommand])[]> = {
  "zone-area-too-wide": [
    [initialZone, draft({ areaCodes: ["101-3" as AreaCode] })],
    [initialZone, draft({ areaCodes: ["101-3-RPL" as AreaCode, "101" as AreaCode] })],
  ],
  "out-of-area": [[initialZone, draft({ areaCodes: ["101-2-ABC" as AreaCode] })]],
  "zone-decision-incomplete": [
    [initialZone, draft({ until: undefined })],
    [initialZone, extension(undefined)],
    [initialZone, extension(after(draft()))],
    [after(draft()), decision({ reference: undefined })],
    [after(draft()), decision({ reasons: undefined })],
    [after(extension(announced)), decision()],
  ],
  "date-not-usable": [
    [initialZone, draft({ from: addDays(today, -1) })],
    [initialZone, draft({ from: addDays(until, 1) })],
    [initialZone, draft({ until: "9999-12-31" as LocalDate })],
  ],
  "personal-data-in-free-text": [
    [initialZone, draft({ publicText: { da: "Se opgang 7", en: "On the square" } })],
    [initialZone, draft({ publicText: { da: "På pladsen", en: "Look for 720410-4311" } })],
  ],
  "self-approval-refused": [
    [after(draft()), decision({ by: runa })],
    [initialZone, draft({ publicText: { da: "Ved opgang 7", en: "At the door" }, falseAlarm: { author: runa } })],
  ],
  "invalid-transition": [
    [announced, draft()],
    [announced, decision()],
    [after(draft()), decision({ at: startOf(addDays(until, 1)) })],
    [after(draft()), announce],
    [after(draft(), decision()), { ...announce, at: startOf(addDays(until, 1)) }],
    [after(draft(), end), end],
    [initialZone, end],
  ],
};

describe("A zone", () => {
  it.each(Object.entries(refusals))("is refused: %s", (reason, cases) => {
    for (const [zone, command] of cases) expect(decide(zone, command)).toEqual(refuse(reason as ZoneRefusal));
  });

  it("is drafted by one lead, decided by another, announced, and over after its last day", () => {
    const over = startOf(addDays(until, 1));
    expect(after(draft()).status).toBe("drafted");
    expect(after(draft(), decision()).status).toBe("decided");
    expect(announced).toMatchObject({ status: "announced", publicTextId });
    expect(decide(announced, time(addHours(over, -1)))).toEqual(accept());
    expect(after(draft(), decision(), announce, time(over))).toMatchObject({ status: "ended", endedOn: until });
  });

  it("is in force from its first day to the end of its last, once announced", () => {
    const tomorrow = after(draft({ from: addDays(today, 1) }), decision(), announce);
    expect(inForce(tomorrow, now)).toBe(false);
    expect(inForce(tomorrow, startOf(addDays(today, 1)))).toBe(true);
    expect(inForce(announced, addHours(startOf(addDays(until, 1)), -1))).toBe(true);
    expect(inForce(announced, startOf(addDays(until, 1)))).toBe(false);
    expect(inForce(after(draft(), decision()), now)).toBe(false);
  });

  it("that is not announced within 24 hours of its decision is late, once", () => {
    const decided = after(draft(), decision());
    expect(zoneDue(decided, proposedPolicy)).toBe(addHours(now, 24));
    expect(decide(decided, time(addHours(now, 23)))).toEqual(accept());
    const late = after(draft(), decision(), time(addHours(now, 24)));
    expect(late).toMatchObject({ status: "decided", late: true });
    expect(decide(late, time(addHours(now, 25)))).toEqual(accept());
    expect(after(draft(), decision(), time(addHours(now, 24)), announce).status).toBe("announced");
  });

  it("that is announced in time is never late", () => {
    expect(zoneDue(announced, proposedPolicy)).toBe(startOf(addDays(until, 1)));
  });

  it("warns beyond 28 days, and counts the days of what it extends", () => {
    const lasting = (days: number) => after(draft({ until: addDays(today, days - 1) }));
    expect(zoneWarnings(lasting(28), proposedPolicy)).toEqual([]);
    expect(zoneWarnings(lasting(29), proposedPolicy)).toEqual(["longer_than_28_days"]);
    expect(zoneWarnings(after(extension(announced)), proposedPolicy)).toEqual([]);
    const once = after(extension(announced), decision({ reasonsDigest: "new" }), announce);
    const twice = extension(once, { from: addDays(until, 15), until: addDays(until, 16) });
    expect(zoneWarnings(after(twice), proposedPolicy)).toEqual(["longer_than_28_days"]);
  });

  it("is extended by a new draft with reasons that no decision of the run has given before", () => {
    const once = after(extension(announced), decision({ reasonsDigest: "new" }), announce);
    const twice = after(extension(once, { from: addDays(until, 15), until: addDays(until, 16) }));
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
    expect(decide(initialZone, draft({ areaCodes: wide, until: undefined, from: addDays(today, -1) }))).toEqual(
      refuse("zone-area-too-wide", "out-of-area", "zone-decision-incomplete", "date-not-usable"),
    );
    const twice = ["101-3-RPL", "101-3-RPL"] as AreaCode[];
    expect(after(draft({ areaCodes: twice }))).toMatchObject({ areaCodes: ["101-3-RPL"] });
  });

  it("is erased six months after its end", () => {
    const ended = after(draft(), decision(), announce, end);
    expect(decide(ended, time(startOf("2026-09-01" as LocalDate)))).toEqual(accept());
    expect(after(draft(), decision(), announce, end, time(startOf("2026-09-02" as LocalDate)))).toEqual({
      status: "erased",
    });
  });

  it("is never announced without the decision of a second lead, whatever is sent", () => {
    const command = fc.constantFrom<ZoneCommand>(
      decision({ by: runa }),
      decision({ reasons: undefined }),
      announce,
      end,
      time(addHours(now, 30)),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 8 }), (commands) => {
        let zone = after(draft());
        for (const next of commands) {
          const decided = decide(zone, next);
          if (decided.accepted) zone = decided.events.reduce(evolveZone, zone);
        }
        expect(["drafted", "ended"]).toContain(zone.status);
      }),
    );
  });
});

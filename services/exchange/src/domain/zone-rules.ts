import {
  addDays,
  addHours,
  addMonths,
  dateOf,
  type Instant,
  type LocalDate,
  levelOf,
  overlap,
  startOf,
} from "@trygt/contracts";
import { accept, type Decision, refuse, refuseIf } from "@trygt/service-kit/rules";
import { judged } from "./free-text.ts";
import { norrebro } from "./gathering.ts";
import type { Policy } from "./policy.ts";
import {
  decisionOf,
  type KnownZone,
  type Zone,
  type ZoneCommand,
  type ZoneEvent,
  type ZoneRefusal,
  zoneEndsAt,
} from "./zone.ts";

/** How far ahead the end of a zone may lie, in days. The Act gives no number (Z3); a zone beyond a year is a slip of the pen. */
const furthest = 366;
/** How long an ended zone is kept, in months. */
const endedMonths = 6;

export const decideZone = (zone: Zone, command: ZoneCommand, policy: Policy): Decision<ZoneEvent, ZoneRefusal> => {
  switch (command.type) {
    case "draft":
      return zone.status === "none" ? draft(command) : refuse("invalid-transition");
    case "decide": {
      const { at, by, decidedBy, reference, reasons, reasonsDigest, falseAlarm } = command;
      if (zone.status !== "drafted" || at >= zoneEndsAt(zone)) return refuse("invalid-transition");
      const incomplete =
        // Z1: in writing, with reasons; Z3: an extension is reasoned anew
        reference === undefined || reasons === undefined || zone.earlierReasons.includes(reasonsDigest);
      const { refused, released } = judged(reasons === undefined ? [] : [reasons], falseAlarm, by);
      const refusal = refuseIf<ZoneRefusal>({
        "self-approval-refused": zone.draftedBy === by || refused === "self-approval-refused",
        "zone-decision-incomplete": incomplete,
        "personal-data-in-free-text": refused === "personal-data-in-free-text",
      });
      if (refusal !== undefined || reference === undefined || reasons === undefined)
        return refusal ?? refuse("zone-decision-incomplete");
      const decision = { decidedBy, reference, reasons, reasonsDigest, recordedBy: by, decidedAt: at };
      return accept({ type: "decided", ...decision, ...(released && { released }) });
    }
    case "announce": {
      const { at, by, publicTextId } = command;
      if (zone.status !== "decided" || at >= zoneEndsAt(zone)) return refuse("invalid-transition");
      return accept({ type: "announced", at, by, publicTextId });
    }
    case "end": {
      const { at, by } = command;
      return isOver(zone) ? refuse("invalid-transition") : accept({ type: "ended", on: dateOf(at), by });
    }
    case "note-time":
      return accept(...dueEvents(zone, command.at, policy));
  }
};

const isOver = ({ status }: Zone): boolean => {
  switch (status) {
    case "drafted":
    case "decided":
    case "announced":
      return false;
    case "none":
    case "ended":
    case "erased":
      return true;
  }
};

const draft = (command: Extract<ZoneCommand, { type: "draft" }>): Decision<ZoneEvent, ZoneRefusal> => {
  const { at, by, basis, areaCodes, from, until, publicText, falseAlarm } = command;
  const today = dateOf(at);
  const earlier = command.extends?.zone;
  const earlierDecision = earlier && decisionOf(earlier);
  const { refused, released } = judged([publicText.da, publicText.en], falseAlarm, by);
  const refusal = refuseIf<ZoneRefusal>({
    // Z2: a venue, a street, a square; never a district or the municipality
    "zone-area-too-wide": areaCodes.some((area) => levelOf(area) !== "sub-area"),
    "out-of-area": areaCodes.some((area) => !overlap(area, norrebro)),
    // Z3: always an end, and nothing goes on from what was never decided
    "zone-decision-incomplete": until === undefined || (command.extends !== undefined && earlierDecision === undefined),
    "date-not-usable": from < today || (until !== undefined && (until < from || until > addDays(today, furthest))),
    "personal-data-in-free-text": refused === "personal-data-in-free-text",
    "self-approval-refused": refused === "self-approval-refused",
  });
  if (refusal !== undefined || until === undefined) return refusal ?? refuse("zone-decision-incomplete");
  const run = earlier && runOf(earlier);
  return accept({
    type: "drafted",
    at,
    basis,
    areaCodes: [...new Set(areaCodes)],
    from,
    until,
    publicText,
    draftedBy: by,
    ...(command.extends && { extends: command.extends.zoneId }),
    since: run === undefined || from < run.since ? from : run.since,
    earlierReasons: run?.reasons ?? [],
    ...(released && { released }),
  });
};

const runOf = (zone: Zone) => {
  const decision = decisionOf(zone);
  if (zone.status === "none" || zone.status === "erased" || decision === undefined) return undefined;
  return { since: zone.since, reasons: [...zone.earlierReasons, decision.reasonsDigest] };
};

const dueEvents = (zone: Zone, at: Instant, policy: Policy): ZoneEvent[] => {
  const due = zoneDue(zone, policy);
  if (due === undefined || at < due) return [];
  switch (zone.status) {
    case "decided":
      if (due < zoneEndsAt(zone)) return [{ type: "announcement-late", at }];
      return [{ type: "ended", on: zone.until }];
    case "drafted":
    case "announced":
      return [{ type: "ended", on: zone.until }];
    case "ended":
      return [{ type: "erased", at }];
    case "none":
    case "erased":
      return [];
  }
};

/** When time next demands something of a zone: the announcement that is late (Z4), its end (Z3), its erasure. */
export const zoneDue = (zone: Zone, { announcementHours }: Policy): Instant | undefined => {
  switch (zone.status) {
    case "drafted":
    case "announced":
      return zoneEndsAt(zone);
    case "decided": {
      const late = addHours(zone.decision.decidedAt, announcementHours);
      return zone.late || zoneEndsAt(zone) < late ? zoneEndsAt(zone) : late;
    }
    case "ended":
      return startOf(zoneErasedOn(zone));
    case "none":
    case "erased":
      return undefined;
  }
};

/** The day on which nothing is left of a zone but a number. */
export const zoneErasedOn = (zone: KnownZone): LocalDate =>
  addMonths(zone.status === "ended" ? zone.endedOn : zone.until, endedMonths);

/** Whether a zone holds on the date of an instant: announced, begun, not over. */
export const inForce = (zone: Zone, at: Instant): zone is Extract<Zone, { status: "announced" }> =>
  zone.status === "announced" && zone.from <= dateOf(at) && at < zoneEndsAt(zone);

import { addDays, dateOf, type Instant, type LocalDate, levelOf, overlap, type StaffId } from "@trygt/contracts";
import type { PublicTextId, ZoneId } from "@trygt/contracts/exchange";
import {
  accept,
  type Circumstances,
  type Decision,
  exists,
  refuse,
  refuseIf,
  staffOf,
  type TimePassed,
} from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import { type FalseAlarm, screenTexts, type TextRefusal } from "./free-text.ts";
import { norrebro } from "./gathering.ts";
import { decisionOf, type Zone, type ZoneDecision, type ZoneEvent, type ZonePlan, zoneEndsAt } from "./zone.ts";
import { zoneDueEvents } from "./zone-due.ts";

/** What can be asked of a zone. */
export type ZoneCommand =
  | ({
      readonly type: "draft";
      readonly until: LocalDate | undefined;
      /** The zone to extend, as it stands; nothing stands where it cannot be found. */
      readonly extends?: { readonly zoneId: ZoneId; readonly zone: Zone | undefined } | undefined;
      readonly falseAlarm?: FalseAlarm | undefined;
    } & Pick<ZonePlan, "basis" | "areaCodes" | "from" | "publicText">)
  | {
      readonly type: "decide";
      readonly decidedBy: ZoneDecision["decidedBy"];
      readonly reference: string | undefined;
      readonly reasons: string | undefined;
      /** Digest of {@link sameWords} of the reasons. */
      readonly reasonsDigest: string;
      readonly falseAlarm?: FalseAlarm | undefined;
    }
  | { readonly type: "announce"; readonly publicTextId: PublicTextId }
  | { readonly type: "end" }
  | TimePassed;

/** Why a command to a zone is refused. */
export type ZoneRefusal =
  | TextRefusal
  | "zone-area-too-wide"
  | "zone-decision-incomplete"
  | "out-of-area"
  | "date-not-usable"
  | "invalid-transition";

/** How far ahead the end of a zone may lie, in days. The Act gives no number (Z3); a zone beyond a year is a slip of the pen. */
const furthest = 366;

/** The rules of a zone: what a command leads to, or every reason why not. */
export const decideZone = (
  zone: Zone,
  command: ZoneCommand,
  { at, actor, policy }: Circumstances<Policy>,
): Decision<ZoneEvent, ZoneRefusal> => {
  if (command.type === "time-passed") return accept(...zoneDueEvents(zone, at, policy));
  const by = staffOf(actor).id;
  switch (command.type) {
    case "draft":
      return zone.status === "none" ? draft(command, by, at) : refuse("invalid-transition");
    case "decide": {
      const { decidedBy, reference, reasons, reasonsDigest, falseAlarm } = command;
      if (zone.status !== "drafted" || at >= zoneEndsAt(zone)) return refuse("invalid-transition");
      const incomplete =
        // Z1: in writing, with reasons; Z3: an extension is reasoned anew
        reference === undefined || reasons === undefined || zone.earlierReasons.includes(reasonsDigest);
      const { refused, released } = screenTexts(reasons === undefined ? [] : [reasons], falseAlarm, by);
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
    case "announce":
      if (zone.status !== "decided" || at >= zoneEndsAt(zone)) return refuse("invalid-transition");
      return accept({ type: "announced", at, by, publicTextId: command.publicTextId });
    case "end":
      return isOver(zone) ? refuse("invalid-transition") : accept({ type: "ended", on: dateOf(at), by });
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

const draft = (
  command: Extract<ZoneCommand, { type: "draft" }>,
  by: StaffId,
  at: Instant,
): Decision<ZoneEvent, ZoneRefusal> => {
  const { basis, areaCodes, from, until, publicText, falseAlarm } = command;
  const today = dateOf(at);
  const earlier = command.extends?.zone;
  const earlierDecision = earlier && decisionOf(earlier);
  const { refused, released } = screenTexts([publicText.da, publicText.en], falseAlarm, by);
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
  if (!exists(zone) || decision === undefined) return undefined;
  return { since: zone.since, reasons: [...zone.earlierReasons, decision.reasonsDigest] };
};

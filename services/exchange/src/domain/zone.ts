import {
  type AreaCode,
  addDays,
  daysBetween,
  type Instant,
  type LocalDate,
  type StaffId,
  startOf,
} from "@trygt/contracts";
import type { PublicTextId, ZoneBasis, ZoneId } from "@trygt/contracts/exchange";
import type { FalseAlarm, Released, TextRefusal } from "./free-text.ts";
import type { Policy } from "./policy.ts";

/** What will be decided and public, never a plan of operations. */
type Plan = {
  readonly basis: ZoneBasis;
  readonly areaCodes: readonly AreaCode[];
  readonly from: LocalDate;
  /** The last day, included. */
  readonly until: LocalDate;
  readonly publicText: { readonly da: string; readonly en: string };
  readonly draftedBy: StaffId;
  /** The zone that this one goes on from. */
  readonly extends?: ZoneId;
  /** The first day of the whole run of extensions. */
  readonly since: LocalDate;
  /** Digests of the reasons that the run was decided with so far: an extension has its own (Z3). */
  readonly earlierReasons: readonly string[];
};

/** A decision of the police director or delegate, in writing and with reasons (Z1). */
export type ZoneDecision = {
  readonly decidedBy: "police_director" | "delegate";
  readonly reference: string;
  readonly reasons: string;
  readonly reasonsDigest: string;
  readonly recordedBy: StaffId;
  readonly decidedAt: Instant;
};

/** A zone: drafted, decided, announced, over. */
export type Zone =
  | { readonly status: "none" }
  | { readonly status: "erased" }
  | (Plan & { readonly status: "drafted" })
  | (Plan & { readonly status: "decided"; readonly decision: ZoneDecision; readonly late: boolean })
  | (Plan & { readonly status: "announced"; readonly decision: ZoneDecision; readonly publicTextId: PublicTextId })
  | (Plan & {
      readonly status: "ended";
      readonly decision?: ZoneDecision;
      /** Whether it was ever announced: only then was it a zone to anybody. */
      readonly wasAnnounced: boolean;
      readonly endedOn: LocalDate;
    });

/** A zone that is there. */
export type KnownZone = Exclude<Zone, { status: "none" | "erased" }>;

export type ZoneCommand =
  | ({
      readonly type: "draft";
      readonly at: Instant;
      readonly by: StaffId;
      readonly until: LocalDate | undefined;
      /** The zone to extend, as it stands; nothing stands where it cannot be found. */
      readonly extends?: { readonly zoneId: ZoneId; readonly zone: Zone | undefined } | undefined;
      readonly falseAlarm?: FalseAlarm | undefined;
    } & Pick<Plan, "basis" | "areaCodes" | "from" | "publicText">)
  | {
      readonly type: "decide";
      readonly at: Instant;
      readonly by: StaffId;
      readonly decidedBy: ZoneDecision["decidedBy"];
      readonly reference: string | undefined;
      readonly reasons: string | undefined;
      /** Digest of {@link sameWords} of the reasons. */
      readonly reasonsDigest: string;
      readonly falseAlarm?: FalseAlarm | undefined;
    }
  | { readonly type: "announce"; readonly at: Instant; readonly by: StaffId; readonly publicTextId: PublicTextId }
  | { readonly type: "end"; readonly at: Instant; readonly by: StaffId }
  | { readonly type: "note-time"; readonly at: Instant };

export type ZoneEvent =
  | ({ readonly type: "drafted"; readonly at: Instant; readonly released?: Released } & Plan)
  | ({ readonly type: "decided"; readonly released?: Released } & ZoneDecision)
  | { readonly type: "announcement-late"; readonly at: Instant }
  | {
      readonly type: "announced";
      readonly at: Instant;
      readonly by: StaffId;
      readonly publicTextId: PublicTextId;
    }
  /** Without a person when its time was up. */
  | { readonly type: "ended"; readonly on: LocalDate; readonly by?: StaffId }
  | { readonly type: "erased"; readonly at: Instant };

export type ZoneRefusal =
  | TextRefusal
  | "zone-area-too-wide"
  | "zone-decision-incomplete"
  | "out-of-area"
  | "date-not-usable"
  | "invalid-transition";

export const initialZone: Zone = { status: "none" };

export const evolveZone = (zone: Zone, event: ZoneEvent): Zone => {
  if (event.type === "drafted") {
    const { type: _, at: __, released: ___, ...plan } = event;
    return { ...plan, status: "drafted" };
  }
  if (event.type === "erased") return { status: "erased" };
  if (zone.status === "none" || zone.status === "erased") return zone;
  switch (event.type) {
    case "decided": {
      const { type: _, released: __, ...decision } = event;
      return { ...planOf(zone), status: "decided", decision, late: false };
    }
    case "announcement-late":
      return zone.status === "decided" ? { ...zone, late: true } : zone;
    case "announced": {
      if (zone.status !== "decided") return zone;
      const { decision } = zone;
      return { ...planOf(zone), status: "announced", decision, publicTextId: event.publicTextId };
    }
    case "ended": {
      const decision = decisionOf(zone);
      const wasAnnounced = zone.status === "announced";
      return { ...planOf(zone), ...(decision && { decision }), status: "ended", wasAnnounced, endedOn: event.on };
    }
  }
};

const planOf = (zone: KnownZone): Plan => {
  const { basis, areaCodes, from, until, publicText, draftedBy, since, earlierReasons } = zone;
  const plan = { basis, areaCodes, from, until, publicText, draftedBy, since, earlierReasons };
  return { ...plan, ...(zone.extends && { extends: zone.extends }) };
};

/** The decision that a zone rests on, once there is one. */
export const decisionOf = (zone: Zone): ZoneDecision | undefined => {
  switch (zone.status) {
    case "decided":
    case "announced":
    case "ended":
      return zone.decision;
    case "none":
    case "drafted":
    case "erased":
      return undefined;
  }
};

/** The moment at which a zone is over by itself: the end of its last day. */
export const zoneEndsAt = ({ until }: Pick<Plan, "until">): Instant => startOf(addDays(until, 1));

/** What somebody should ask about a zone: with all that it extends, it lasts long (Z3). */
export const zoneWarnings = (zone: Zone, { longZoneDays }: Policy): "longer_than_28_days"[] =>
  zone.status !== "none" && zone.status !== "erased" && daysBetween(zone.since, zone.until) + 1 > longZoneDays
    ? ["longer_than_28_days"]
    : [];

/** The words of a text alone, so that another comma does not make other reasons. */
export const sameWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

import {
  type AreaCode,
  addDays,
  dateOf,
  daysBetween,
  type Instant,
  type LocalDate,
  type StaffId,
  startOf,
} from "@trygt/contracts";
import type { PublicTextId, ZoneBasis, ZoneId } from "@trygt/contracts/exchange";
import { type Absent, type Existing, erased, exists } from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import type { Released } from "./free-text.ts";

/** What will be decided and public, never a plan of operations. */
export type ZonePlan = {
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
  | Absent
  | (ZonePlan & { readonly status: "drafted" })
  | (ZonePlan & { readonly status: "decided"; readonly decision: ZoneDecision; readonly late: boolean })
  | (ZonePlan & { readonly status: "announced"; readonly decision: ZoneDecision; readonly publicTextId: PublicTextId })
  | (ZonePlan & {
      readonly status: "ended";
      readonly decision?: ZoneDecision;
      /** Whether it was ever announced: only then was it a zone to anybody. */
      readonly wasAnnounced: boolean;
      readonly endedOn: LocalDate;
    });

/** What has happened to a zone. */
export type ZoneEvent =
  | ({ readonly type: "drafted"; readonly at: Instant; readonly released?: Released } & ZonePlan)
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

/** A zone after an event. */
export const evolveZone = (zone: Zone, event: ZoneEvent): Zone => {
  if (event.type === "drafted") {
    const { type: _, at: __, released: ___, ...plan } = event;
    return { ...plan, status: "drafted" };
  }
  if (!exists(zone)) return zone;
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
    case "erased":
      return erased;
  }
};

const planOf = (zone: Existing<Zone>): ZonePlan => {
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
export const zoneEndsAt = ({ until }: Pick<ZonePlan, "until">): Instant => startOf(addDays(until, 1));

/** Whether a zone holds on the date of an instant: announced, begun, not over. */
export const inForce = (zone: Zone, at: Instant): zone is Extract<Zone, { status: "announced" }> =>
  zone.status === "announced" && zone.from <= dateOf(at) && at < zoneEndsAt(zone);

/** What somebody should ask about a zone: with all that it extends, it lasts long (Z3). */
export const zoneWarnings = (zone: Zone, { longZoneDays }: Policy): "longer_than_28_days"[] =>
  exists(zone) && daysBetween(zone.since, zone.until) + 1 > longZoneDays ? ["longer_than_28_days"] : [];

/** The words of a text alone, so that another comma does not make other reasons. */
export const sameWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

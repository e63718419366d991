import { type Agency, type AreaCode, dateOf, type Instant, type StaffId, weekOf } from "@trygt/contracts";
import type { Mood, SizeBand, StreetAction } from "@trygt/contracts/exchange";
import { type Absent, type Existing, erased } from "@trygt/service-kit/rules";
import type { Released } from "./free-text.ts";

/** The partnership covers Nørrebro, bydel 3 (docs/domain.md § 4.6). */
export const norrebro = "101-3" as AreaCode;

/** The two sides that agree: street workers and police. */
export type Side = "street" | "police";

/** What is known of a gathering from its report on: an area, a time and how it feels. Nobody is in it. */
export type Sighting = {
  readonly areaCode: AreaCode;
  readonly at: Instant;
  readonly size: SizeBand;
  readonly mood: Mood;
  readonly contactFunction: "street_team" | "duty_officer" | "ssp";
  readonly safety?: string;
  readonly reportedFrom: Agency;
  readonly reportedAt: Instant;
  /** What one side wants, until the other agrees or wants something else. */
  readonly proposal?: AgreedAction & { readonly side: Side };
};

/** An action and how long it lasts. */
export type AgreedAction = { readonly action: StreetAction; readonly until: Instant };

/** A gathering (forsamling): reported, assessed, acted upon, over, and then a number. */
export type Gathering =
  | Absent
  | (Sighting & { readonly status: "reported" | "assessed"; readonly agreed?: undefined })
  | (Sighting & { readonly status: "action_agreed" | "under_way"; readonly agreed: AgreedAction })
  | (Sighting & { readonly status: "stood_down"; readonly agreed?: AgreedAction; readonly stoodDownAt: Instant })
  | (Sighting & {
      readonly status: "debriefed";
      readonly agreed?: AgreedAction;
      readonly stoodDownAt: Instant;
      readonly debrief: string;
    });

/** A gathering that is not over yet. */
export type OpenGathering = Extract<
  Gathering,
  { status: "reported" | "assessed" } | { status: "action_agreed" | "under_way" }
>;

/** What has happened to a gathering. */
export type GatheringEvent =
  | ({ readonly type: "reported"; readonly by: StaffId; readonly released?: Released } & Omit<Sighting, "proposal">)
  | {
      readonly type: "assessed";
      readonly at: Instant;
      readonly by: StaffId;
      readonly size: SizeBand;
      readonly mood: Mood;
    }
  | ({
      readonly type: "action-proposed";
      readonly at: Instant;
      readonly by: StaffId;
      readonly side: Side;
    } & AgreedAction)
  | ({ readonly type: "action-agreed"; readonly at: Instant; readonly by: StaffId } & AgreedAction)
  | { readonly type: "begun"; readonly at: Instant; readonly by: StaffId }
  /** Without a person when nobody worked on it any more. */
  | { readonly type: "stood-down"; readonly at: Instant; readonly by?: StaffId }
  | {
      readonly type: "debriefed";
      readonly at: Instant;
      readonly by: StaffId;
      readonly text: string;
      readonly released?: Released;
    }
  | { readonly type: "purged"; readonly at: Instant };

/** Whether a gathering is not over yet. */
export const isOpen = (gathering: Gathering): gathering is OpenGathering => {
  switch (gathering.status) {
    case "reported":
    case "assessed":
    case "action_agreed":
    case "under_way":
      return true;
    case "none":
    case "stood_down":
    case "debriefed":
    case "erased":
      return false;
  }
};

/** What is agreed and still lasts at an instant. */
export const activeAt = (gathering: Gathering, at: Instant): AgreedAction | undefined =>
  isOpen(gathering) && gathering.agreed !== undefined && gathering.agreed.until > at ? gathering.agreed : undefined;

/** A gathering after an event. */
export const evolveGathering = (gathering: Gathering, event: GatheringEvent): Gathering => {
  if (event.type === "reported") {
    const { type: _, by: __, released: ___, ...sighting } = event;
    return { ...sighting, status: "reported" };
  }
  if (event.type === "purged") return erased;
  if (event.type === "debriefed")
    return gathering.status === "stood_down" ? { ...gathering, status: "debriefed", debrief: event.text } : gathering;
  if (!isOpen(gathering)) return gathering;
  switch (event.type) {
    case "assessed": {
      const { size, mood } = event;
      return gathering.agreed === undefined
        ? { ...gathering, status: "assessed", size, mood }
        : { ...gathering, size, mood };
    }
    case "action-proposed": {
      const { side, action, until } = event;
      return { ...gathering, proposal: { side, action, until } };
    }
    case "action-agreed": {
      const { proposal: _, ...rest } = gathering;
      const { action, until } = event;
      // More time for what is under way does not make anybody begin anew
      const goesOn = gathering.status === "under_way" && gathering.agreed.action === action;
      return { ...rest, status: goesOn ? "under_way" : "action_agreed", agreed: { action, until } };
    }
    case "begun":
      return gathering.agreed === undefined ? gathering : { ...gathering, status: "under_way" };
    case "stood-down": {
      const { proposal: _, agreed, ...rest } = gathering;
      return { ...rest, ...(agreed && { agreed }), status: "stood_down", stoodDownAt: event.at };
    }
  }
};

/** The week that a gathering counts for, `2026-W10`. */
export const weekOfGathering = ({ at }: Existing<Gathering>): string => weekOf(dateOf(at));

import {
  type Agency,
  type AreaCode,
  addDays,
  ageOn,
  birthday,
  dateOf,
  daysBetween,
  type Instant,
  type LocalDate,
  type StaffId,
  type SubjectRef,
  startOf,
  within,
} from "@trygt/contracts";
import type { CaseId, Ground, RejectionReason } from "@trygt/contracts/visits";
import { accept, type Decision, refuse, refuseIf } from "@trygt/service-kit/rules";
import type { Policy } from "./policy.ts";

/** The ground without its words: those stand in the vault. */
export type GroundFact = Omit<Ground, "text">;

/** What is known of a concern from its registration on. */
type Registered = {
  readonly subject: SubjectRef;
  readonly turnsEighteenOn: LocalDate;
  readonly turnsFifteenOn: LocalDate;
  /** How many have custody; who they are stands in the vault. */
  readonly custodyHolders: number;
  readonly areaCode: AreaCode;
  readonly grounds: readonly GroundFact[];
  readonly reportedBy: StaffId;
  readonly reportedFrom: Agency;
  readonly registeredAt: Instant;
  readonly screenBy: LocalDate;
  readonly late: boolean;
};

/** A concern (bekymring): the police say that a child may be recruited. */
export type Concern =
  | { readonly status: "none" }
  | (Registered & { readonly status: "received" })
  | (Registered & { readonly status: "accepted"; readonly decidedAt: Instant; readonly caseId: CaseId })
  | (Registered & { readonly status: "rejected"; readonly decidedAt: Instant; readonly reason: RejectionReason })
  | { readonly status: "erased" };

export type ConcernCommand =
  | {
      readonly type: "register";
      readonly at: Instant;
      readonly by: StaffId;
      readonly agency: Agency;
      readonly subject: SubjectRef;
      /** What the person register says; undefined for a number that it does not know or a person who has died. */
      readonly person:
        | { readonly birthDate: LocalDate; readonly municipality: string; readonly custodyHolders: number }
        | undefined;
      readonly areaCode: AreaCode;
      readonly grounds: readonly GroundFact[];
    }
  | {
      readonly type: "screen";
      readonly at: Instant;
      readonly by: StaffId;
      readonly decision:
        | {
            readonly outcome: "accepted";
            readonly caseId: CaseId;
            readonly youthCrimeBoard: "none" | "active" | "coordinated";
          }
        | { readonly outcome: "rejected"; readonly reason: RejectionReason };
    }
  | { readonly type: "note-time"; readonly at: Instant };

export type ConcernEvent =
  | ({ readonly type: "registered" } & Omit<Registered, "late">)
  | { readonly type: "accepted"; readonly at: Instant; readonly by: StaffId; readonly caseId: CaseId }
  | { readonly type: "rejected"; readonly at: Instant; readonly by: StaffId; readonly reason: RejectionReason }
  | { readonly type: "screening-late"; readonly at: Instant }
  | { readonly type: "lapsed"; readonly at: Instant }
  | { readonly type: "erased"; readonly at: Instant };

export type ConcernRefusal =
  | "person-unknown"
  | "subject-is-adult"
  | "below-scope-age"
  | "out-of-area"
  | "stale-ground"
  | "date-not-usable"
  | "insufficient-ground"
  | "invalid-transition"
  | "coordination-required";

export const initialConcern: Concern = { status: "none" };

/** The partnership covers Nørrebro, bydel 3 (domain.md § 4.6). */
const norrebro = "101-3" as AreaCode;
const copenhagen = "101";
/** Home visits are for 10- to 17-year-olds (B1); below, the way is a notification of concern. */
const scope = { from: 10, before: 18 };
/** Digital Post gives a mailbox from 15 (domain.md § 4.13). */
const ownMailbox = 15;

export const decideConcern = (
  concern: Concern,
  command: ConcernCommand,
  policy: Policy,
): Decision<ConcernEvent, ConcernRefusal> => {
  switch (command.type) {
    case "register": {
      if (concern.status !== "none") return refuse("invalid-transition");
      const { at, by, agency, subject, person, areaCode, grounds } = command;
      if (person === undefined) return refuse("person-unknown");
      const today = dateOf(at);
      const age = ageOn(person.birthDate, today);
      return (
        refuseIf<ConcernRefusal>({
          // B1, B2: the age that counts is the age on the day, by the register, in Copenhagen
          "subject-is-adult": age >= scope.before,
          "below-scope-age": age < scope.from,
          "out-of-area": !within(areaCode, norrebro) || person.municipality !== copenhagen,
          "date-not-usable": grounds.some(({ observedOn }) => observedOn > today),
          // B9: an old observation tells of another child
          "stale-ground": grounds.some(({ observedOn }) => daysBetween(observedOn, today) > policy.groundDays),
          "insufficient-ground": !grounds.some(standsAlone),
        }) ??
        accept({
          type: "registered",
          subject,
          turnsEighteenOn: birthday(person.birthDate, scope.before),
          turnsFifteenOn: birthday(person.birthDate, ownMailbox),
          custodyHolders: person.custodyHolders,
          areaCode,
          grounds,
          reportedBy: by,
          reportedFrom: agency,
          registeredAt: at,
          screenBy: addDays(today, policy.screeningDays),
        })
      );
    }
    case "screen": {
      if (concern.status !== "received") return refuse("invalid-transition");
      const { at, by, decision } = command;
      if (decision.outcome === "rejected") return accept({ type: "rejected", at, by, reason: decision.reason });
      return (
        refuseIf<ConcernRefusal>({
          "subject-is-adult": dateOf(at) >= concern.turnsEighteenOn,
          // B11: the Board's case worker agrees first, or a third plan lands on the family
          "coordination-required": decision.youthCrimeBoard === "active",
        }) ?? accept({ type: "accepted", at, by, caseId: decision.caseId })
      );
    }
    case "note-time":
      return accept(...dueEvents(concern, command.at, policy));
  }
};

/** B8: the child's own conduct or situation, seen by somebody; relatives, rumours and anonymous tips only support. */
const standsAlone = ({ kind, source }: GroundFact): boolean =>
  kind !== "relatives_conviction" && source !== "rumour" && source !== "anonymous_tip";

const dueEvents = (concern: Concern, at: Instant, policy: Policy): ConcernEvent[] => {
  switch (concern.status) {
    case "received":
      // At the moment that it was due, however late the clock wakes: the erasure counts from there
      if (at >= lapsesAt(concern, policy)) return [{ type: "lapsed", at: lapsesAt(concern, policy) }];
      return !concern.late && at >= lateAt(concern) ? [{ type: "screening-late", at }] : [];
    case "accepted":
    case "rejected":
      return at >= startOf(erasedOn(concern, policy)) ? [{ type: "erased", at }] : [];
    case "none":
    case "erased":
      return [];
  }
};

/** When time next demands something of a concern. */
export const concernDue = (concern: Concern, policy: Policy): Instant | undefined => {
  switch (concern.status) {
    case "received":
      return concern.late ? lapsesAt(concern, policy) : lateAt(concern);
    case "accepted":
    case "rejected":
      return startOf(erasedOn(concern, policy));
    case "none":
    case "erased":
      return undefined;
  }
};

const lateAt = ({ screenBy }: Registered): Instant => startOf(addDays(screenBy, 1));
const lapsesAt = ({ registeredAt }: Registered, { unscreenedDays }: Policy): Instant =>
  startOf(addDays(dateOf(registeredAt), unscreenedDays));

/** The day on which nothing of a concern is left but a number (T1); at the latest when it has lapsed unscreened. */
export const erasedOn = (
  concern: Exclude<Concern, { status: "none" | "erased" }>,
  { decidedConcernDays, unscreenedDays }: Policy,
): LocalDate =>
  concern.status === "received"
    ? addDays(dateOf(concern.registeredAt), unscreenedDays + decidedConcernDays)
    : addDays(dateOf(concern.decidedAt), decidedConcernDays);

export const evolveConcern = (concern: Concern, event: ConcernEvent): Concern => {
  if (event.type === "registered") {
    const { type: _, ...registered } = event;
    return { ...registered, status: "received", late: false };
  }
  if (event.type === "erased") return { status: "erased" };
  if (concern.status !== "received") return concern;
  switch (event.type) {
    case "accepted":
      return { ...concern, status: "accepted", decidedAt: event.at, caseId: event.caseId };
    case "rejected":
      return { ...concern, status: "rejected", decidedAt: event.at, reason: event.reason };
    case "lapsed":
      return { ...concern, status: "rejected", decidedAt: event.at, reason: "too_old" };
    case "screening-late":
      return { ...concern, late: true };
  }
};

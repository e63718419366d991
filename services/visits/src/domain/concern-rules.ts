import {
  type AreaCode,
  addDays,
  ageOn,
  birthday,
  dateOf,
  daysBetween,
  type LocalDate,
  type SubjectRef,
  within,
} from "@trygt/contracts";
import { type CaseId, concernLimits, type RejectionReason } from "@trygt/contracts/visits";
import {
  accept,
  type Circumstances,
  type Decision,
  refuse,
  refuseIf,
  staffOf,
  type TimePassed,
} from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import type { Concern, ConcernEvent, GroundFact } from "./concern.ts";
import { timeEvents } from "./concern-due.ts";

/** What can be asked of a concern. */
export type ConcernCommand =
  | {
      readonly type: "register";
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
      readonly decision:
        | {
            readonly outcome: "accepted";
            readonly caseId: CaseId;
            readonly youthCrimeBoard: "none" | "active" | "coordinated";
          }
        | { readonly outcome: "rejected"; readonly reason: RejectionReason };
    }
  | TimePassed;

/** Why a command to a concern is refused. */
export type ConcernRefusal =
  | "person-unknown"
  | "subject-is-adult"
  | "below-scope-age"
  | "out-of-area"
  | "stale-ground"
  | "date-not-usable"
  | "insufficient-ground"
  | "record-full"
  | "invalid-transition"
  | "coordination-required";

/** The partnership covers Nørrebro, bydel 3 (docs/domain.md § 4.6). */
const norrebro = "101-3" as AreaCode;
const copenhagen = "101";
/** Home visits are for 10- to 17-year-olds (B1); below, the way is a notification of concern. */
const scope = { from: 10, before: 18 };
/** Digital Post gives a mailbox from 15 (docs/domain.md § 4.13). */
const ownMailbox = 15;

/** The rules of a concern. */
export const decideConcern = (
  concern: Concern,
  command: ConcernCommand,
  { at, actor, policy }: Circumstances<Policy>,
): Decision<ConcernEvent, ConcernRefusal> => {
  switch (command.type) {
    case "register": {
      if (concern.status !== "none") return refuse("invalid-transition");
      const { subject, person, areaCode, grounds } = command;
      if (person === undefined) return refuse("person-unknown");
      const { id: reportedBy, agency: reportedFrom } = staffOf(actor);
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
          "record-full": person.custodyHolders > concernLimits.custodyHolders,
        }) ??
        accept({
          type: "registered",
          subject,
          turnsEighteenOn: birthday(person.birthDate, scope.before),
          turnsFifteenOn: birthday(person.birthDate, ownMailbox),
          custodyHolders: person.custodyHolders,
          areaCode,
          grounds,
          reportedBy,
          reportedFrom,
          registeredAt: at,
          screenBy: addDays(today, policy.screeningDays),
        })
      );
    }
    case "screen": {
      if (concern.status !== "received") return refuse("invalid-transition");
      const { decision } = command;
      const by = staffOf(actor).id;
      if (decision.outcome === "rejected") return accept({ type: "rejected", at, by, reason: decision.reason });
      return (
        refuseIf<ConcernRefusal>({
          "subject-is-adult": dateOf(at) >= concern.turnsEighteenOn,
          // B11: the Board's case worker agrees first, or a third plan lands on the family
          "coordination-required": decision.youthCrimeBoard === "active",
        }) ?? accept({ type: "accepted", at, by, caseId: decision.caseId })
      );
    }
    case "time-passed":
      return accept(...timeEvents(concern, at, policy));
  }
};

/** B8: the child's own conduct or situation, seen by somebody; relatives, rumours and anonymous tips only support. */
const standsAlone = ({ kind, source }: GroundFact): boolean =>
  kind !== "relatives_conviction" && source !== "rumour" && source !== "anonymous_tip";

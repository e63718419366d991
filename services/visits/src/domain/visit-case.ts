import {
  type AreaCode,
  addDays,
  addMonths,
  dateOf,
  type Instant,
  type Kle,
  type LocalDate,
  type StaffId,
  type SubjectRef,
} from "@trygt/contracts";
import type { ConcernId } from "@trygt/contracts/visits";
import { accept, type Decision, refuse } from "@trygt/service-kit/rules";
import type { GroundFact } from "./concern.ts";
import type { Policy } from "./policy.ts";

/** A visit case (enkeltsag): one child, one consultant, an end that is known from the start. */
export type VisitCase =
  | { readonly status: "none" }
  | {
      readonly status: "open";
      readonly subject: SubjectRef;
      readonly turnsEighteenOn: LocalDate;
      readonly concernId: ConcernId;
      readonly areaCode: AreaCode;
      /** Copied from the concern, dated and attributed; their words pass over in the vault. */
      readonly grounds: readonly GroundFact[];
      readonly kle: Kle;
      readonly assignedTo: StaffId;
      readonly openedAt: Instant;
      readonly reviewOn: LocalDate;
    };

export type CaseCommand = {
  readonly type: "open";
  readonly at: Instant;
  readonly subject: SubjectRef;
  readonly turnsEighteenOn: LocalDate;
  readonly concernId: ConcernId;
  readonly areaCode: AreaCode;
  readonly grounds: readonly GroundFact[];
  readonly kle: Kle;
  readonly assignedTo: StaffId;
};

export type CaseEvent = { readonly type: "opened" } & Omit<Extract<VisitCase, { status: "open" }>, "status">;

export type CaseRefusal = "invalid-transition" | "duplicate-open-case";

export const initialCase: VisitCase = { status: "none" };

export const decideCase = (
  visitCase: VisitCase,
  command: CaseCommand,
  policy: Policy,
): Decision<CaseEvent, CaseRefusal> => {
  if (visitCase.status !== "none") return refuse("invalid-transition");
  const { type: _, at, ...opened } = command;
  const reviewOn = addDays(dateOf(at), policy.reviewDays);
  return accept({ type: "opened", ...opened, openedAt: at, reviewOn });
};

export const evolveCase = (_: VisitCase, { type: __, ...opened }: CaseEvent): VisitCase => ({
  ...opened,
  status: "open",
});

/** The last day on which anything of a case may be left: six months after the fortnight in which it closes at eighteen (B13, T2). */
export const caseErasedOn = ({ turnsEighteenOn }: Extract<VisitCase, { status: "open" }>): LocalDate =>
  addMonths(addDays(turnsEighteenOn, 14), 6);

import {
  type AreaCode,
  type Instant,
  instantOf,
  Kle,
  LocalDate,
  type StaffId,
  type SubjectRef,
} from "@trygt/contracts";
import type { OfferOutcome, TicketId } from "@trygt/contracts/desk";
import type { CaseStatus, ConcernId, NotificationId } from "@trygt/contracts/visits";
import type { Act, CaseCommand, Opening, Ruling, VisitOutcome } from "../domain/case-commands.ts";
import { decideCase } from "../domain/case-rules.ts";
import type { Hold } from "../domain/holds.ts";
import { proposedPolicy } from "../domain/policy.ts";
import { type CaseEvent, evolveCase, initialCase, type OpenedCase, type VisitCase } from "../domain/visit-case.ts";

/** A date of a story. */
export const day = (text: string): LocalDate => LocalDate.parse(text);
/** A moment of a story, in Copenhagen in winter unless it says otherwise. */
export const at = (text: string): Instant => instantOf(/[Z+]/.test(text) ? text : `${text}+01:00`);

export const monday = at("2026-03-02T09:00");
export const visitAt = at("2026-03-05T17:00");
export const afterVisit = at("2026-03-05T18:10");
export const signe = "50000000-0000-4000-8000-000000000001" as StaffId;
export const simon = "50000000-0000-4000-8000-000000000002" as StaffId;

/** Malik's case: he turns 18 in two years, his mother (1) and father (2) have custody. */
export const malik: Opening = {
  subject: "5b".repeat(16) as SubjectRef,
  turnsEighteenOn: day("2028-04-12"),
  turnsFifteenOn: day("2025-04-12"),
  concernId: "c0000000-0000-4000-8000-000000000001" as ConcernId,
  areaCode: "101-3-MJO" as AreaCode,
  grounds: [{ kind: "own_conduct", source: "police_observation", observedOn: day("2026-02-20") }],
  kle: Kle.parse("27.24.00"),
  assignedTo: signe,
  custodyHolders: 2,
};
/** Adam's case: he turns 18 on Sunday 15 March 2026. */
export const adam: Opening = { ...malik, turnsEighteenOn: day("2026-03-15"), turnsFifteenOn: day("2023-03-15") };

export const open = (opened: Opening = malik, when = monday): CaseCommand => ({ type: "open", at: when, opened });
export const invite = (notInformed: readonly number[] = [], when = monday) =>
  ({ type: "invite", at: when, language: "da", notInformed }) as const;
export const schedule = (
  time: Instant = visitAt,
  more: Partial<Extract<Act, { type: "schedule" }>> = {},
  when = monday,
) => ({ type: "schedule", at: when, visitAt: time, staff: [signe, simon], ...more }) as const;
export const outcome = (became: VisitOutcome, number = 1, when = afterVisit) =>
  ({ type: "record-outcome", at: when, number, outcome: became }) as const;
export const took = (more: Partial<Extract<VisitOutcome, { outcome: "held" }>> = {}): VisitOutcome => ({
  outcome: "held",
  present: [1],
  informed: [1, 2],
  childView: "heard",
  ...more,
});
export const nobodyHome: VisitOutcome = { outcome: "no_show" };
export const decline = { type: "decline", at: monday } as const;
export const agree = (dueOn = day("2026-04-02"), when = afterVisit) =>
  ({ type: "agree-follow-up", at: when, kind: "club", owner: signe, dueOn }) as const;
export const complete = (number = 1, when = afterVisit) => ({ type: "complete-follow-up", at: when, number }) as const;
export const close = (reason: Extract<Act, { type: "close" }>["reason"], when = afterVisit) =>
  ({ type: "close", at: when, reason }) as const;
export const ticket = "71c00000-0000-4000-8000-000000000001" as TicketId;
/** A yes of everybody who may say one. */
export const allSaidYes = { youth: true, custodyHolder: true, custodyHolderTold: true };
export const refer = (more: Partial<Omit<Extract<Act, { type: "refer" }>, "type">> = {}, when = monday) =>
  ({ type: "refer", at: when, kind: "job-referral", ticketId: ticket, consent: allSaidYes, ...more }) as const;
export const recall = (ticketId = ticket, when = monday) => ({ type: "recall-referral", at: when, ticketId }) as const;
export const correct = (ticketId = ticket, when = monday) =>
  ({ type: "correct-referral", at: when, ticketId }) as const;
export const answer = (became: OfferOutcome, ticketId = ticket) =>
  ({ type: "note-answer", at: monday, ticketId, outcome: became }) as const;
export const notify = (when = monday) =>
  ({
    type: "note-notification",
    at: when,
    notificationId: "0f000000-0000-4000-8000-000000000001" as NotificationId,
  }) as const;
export const time = (when: Instant) => ({ type: "note-time", at: when }) as const;
export const hold = (more: Partial<Hold> = {}): Hold => ({
  ref: "9a000000-0000-4000-8000-000000000001",
  areaCode: "101-3-MJO" as AreaCode,
  from: at("2026-03-05T12:00"),
  until: at("2026-03-06T00:00"),
  version: 1,
  ...more,
});
export const noteHold = (noted: Hold = hold(), when = monday) =>
  ({ type: "note-hold", at: when, hold: noted }) as const;
export const liftHold = (when = monday, { ref } = hold()) => ({ type: "lift-hold", at: when, ref }) as const;

export const decide = (visitCase: VisitCase, command: CaseCommand): Ruling =>
  decideCase(visitCase, command, proposedPolicy);
export const typesOf = (ruling: Ruling): readonly CaseEvent["type"][] =>
  ruling.accepted ? ruling.events.map(({ type }) => type) : [];

/** A case after commands that all hold. Throws when one is refused: then the test is about something else than it says. */
export const reached = (...commands: readonly CaseCommand[]): VisitCase =>
  commands.reduce<VisitCase>((visitCase, command) => {
    const ruling = decide(visitCase, command);
    if (!ruling.accepted) throw new Error(`The story stops at ${command.type}: ${ruling.reasons.join(", ")}`);
    return ruling.events.reduce(evolveCase, visitCase);
  }, initialCase);

/** The same of a case that is open or closed. */
export const after = (...commands: readonly CaseCommand[]): OpenedCase => {
  const visitCase = reached(...commands);
  if (visitCase.status === "none" || visitCase.status === "erased") throw new Error("Nothing is left of the case");
  return visitCase;
};

/** The commands that lead to each state. */
export const pathTo: Record<CaseStatus, readonly CaseCommand[]> = {
  open: [open()],
  inviting: [open(), invite()],
  scheduled: [open(), invite(), schedule()],
  no_show: [open(), invite(), schedule(), outcome(nobodyHome)],
  declined: [open(), invite(), decline],
  held: [open(), invite(), schedule(), outcome(took())],
  following_up: [open(), invite(), schedule(), outcome(took()), agree()],
  closed: [open(), invite(), schedule(), outcome(took()), agree(), complete(), close("agreed")],
};

import { type AreaCode, type Instant, instantOf, Kle, LocalDate, type SubjectRef } from "@trygt/contracts";
import type { OfferOutcome, TicketId } from "@trygt/contracts/desk";
import type { CaseStatus, ConcernId, NotificationId } from "@trygt/contracts/visits";
import { monday, type Step, signe, simon, specification, step } from "@trygt/service-kit/testing";
import type { CaseEvent } from "../domain/case.ts";
import type { CaseAction, CaseCommand, CaseDecision, Opening, VisitOutcome } from "../domain/case-commands.ts";
import type { Hold } from "../domain/holds.ts";
import { proposedPolicy } from "../policy.ts";
import { cases } from "../records/cases.ts";

/** A command to a case, at a time. */
export type CaseStep = Step<CaseCommand>;

/** A date of a story. */
export const day = (text: string): LocalDate => LocalDate.parse(text);
/** A moment of a story, in Copenhagen in winter unless it says otherwise. */
export const at = (text: string): Instant => instantOf(/[Z+]/.test(text) ? text : `${text}+01:00`);

export const visitAt = at("2026-03-05T17:00");
export const afterVisit = at("2026-03-05T18:10");

/** Malik's case: he turns 18 in two years, his mother (1) and father (2) have custody. */
export const malik: Opening = {
  subject: "5b".repeat(16) as SubjectRef,
  turnsEighteenOn: day("2028-04-12"),
  turnsFifteenOn: day("2025-04-12"),
  concernId: "c0000000-0000-4000-8000-000000000001" as ConcernId,
  areaCode: "101-3-MJO" as AreaCode,
  grounds: [{ kind: "own_conduct", source: "police_observation", observedOn: day("2026-02-20") }],
  kle: Kle.parse("27.24.00"),
  assignedTo: signe.id,
  custodyHolders: 2,
};
/** Adam's case: he turns 18 on Sunday 15 March 2026. */
export const adam: Opening = { ...malik, turnsEighteenOn: day("2026-03-15"), turnsFifteenOn: day("2023-03-15") };

const sent = <Command extends CaseCommand>(command: Command, when: Instant) => step(command, { at: when });

export const open = (opened: Opening = malik, when = monday) => sent({ type: "open", opened }, when);
export const invite = (notInformed: readonly number[] = [], when = monday, language: "da" | "en" = "da") =>
  sent({ type: "invite", language, notInformed }, when);
export const schedule = (
  time: Instant = visitAt,
  more: Partial<Extract<CaseAction, { type: "schedule" }>> = {},
  when = monday,
) => sent({ type: "schedule", visitAt: time, staff: [signe.id, simon.id], ...more }, when);
export const outcome = (became: VisitOutcome, number = 1, when = afterVisit) =>
  sent({ type: "record-outcome", number, outcome: became }, when);
export const took = (more: Partial<Extract<VisitOutcome, { outcome: "held" }>> = {}): VisitOutcome => ({
  outcome: "held",
  present: [1],
  informed: [1, 2],
  childView: "heard",
  ...more,
});
export const nobodyHome: VisitOutcome = { outcome: "no_show" };
export const decline = sent({ type: "decline" }, monday);
export const agree = (dueOn = day("2026-04-02"), when = afterVisit) =>
  sent({ type: "agree-follow-up", kind: "club", owner: signe.id, dueOn }, when);
export const complete = (number = 1, when = afterVisit) => sent({ type: "complete-follow-up", number }, when);
export const close = (reason: Extract<CaseAction, { type: "close" }>["reason"], when = afterVisit) =>
  sent({ type: "close", reason }, when);
export const ticket = "71c00000-0000-4000-8000-000000000001" as TicketId;
/** A yes of everybody who may say one. */
export const allSaidYes = { youth: true, custodyHolder: true, custodyHolderTold: true };
export const refer = (more: Partial<Omit<Extract<CaseAction, { type: "refer" }>, "type">> = {}, when = monday) =>
  sent({ type: "refer", kind: "job-referral", ticketId: ticket, consent: allSaidYes, ...more }, when);
export const recall = (ticketId = ticket, when = monday) => sent({ type: "recall-referral", ticketId }, when);
export const correct = (ticketId = ticket, when = monday) => sent({ type: "correct-referral", ticketId }, when);
export const answer = (became: OfferOutcome, ticketId = ticket) =>
  sent({ type: "note-answer", ticketId, outcome: became }, monday);
export const notificationId = "0f000000-0000-4000-8000-000000000001" as NotificationId;
export const notify = (when = monday) => sent({ type: "note-notification", notificationId }, when);
export const time = (when: Instant) => sent({ type: "time-passed" }, when);
export const hold = (more: Partial<Hold> = {}): Hold => ({
  ref: "9a000000-0000-4000-8000-000000000001",
  areaCode: "101-3-MJO" as AreaCode,
  from: at("2026-03-05T12:00"),
  until: at("2026-03-06T00:00"),
  version: 1,
  ...more,
});
export const noteHold = (noted: Hold = hold(), when = monday) => sent({ type: "note-hold", hold: noted }, when);
export const liftHold = (when = monday, { ref } = hold()) => sent({ type: "lift-hold", ref }, when);

export const {
  decide,
  stateAfter: reached,
  existingAfter: after,
} = specification(cases, { at: monday, actor: signe, policy: proposedPolicy });

export const typesOf = (decision: CaseDecision): readonly CaseEvent["type"][] =>
  decision.accepted ? decision.events.map(({ type }) => type) : [];

/** The commands that lead to each state. */
export const pathTo: Record<CaseStatus, readonly CaseStep[]> = {
  open: [open()],
  inviting: [open(), invite()],
  scheduled: [open(), invite(), schedule()],
  no_show: [open(), invite(), schedule(), outcome(nobodyHome)],
  declined: [open(), invite(), decline],
  held: [open(), invite(), schedule(), outcome(took())],
  following_up: [open(), invite(), schedule(), outcome(took()), agree()],
  closed: [open(), invite(), schedule(), outcome(took()), agree(), complete(), close("agreed")],
};

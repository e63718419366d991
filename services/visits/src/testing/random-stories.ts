import { addDays, addHours, dateOf, type Instant, type StaffId } from "@trygt/contracts";
import { OfferOutcome } from "@trygt/contracts/desk";
import { CloseReason } from "@trygt/contracts/visits";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's tool for properties, for tests only
import fc from "fast-check";
import type { CaseEvent, OpenedCase, VisitCase } from "../domain/case.ts";
import { ahead, evolveCase } from "../domain/case.ts";
import { type Act, type CaseCommand, type Step, transitions } from "../domain/case-commands.ts";
import { caseDue } from "../domain/case-due.ts";
import { proposedPolicy } from "../policy.ts";
import {
  adam,
  allSaidYes,
  answer,
  close,
  correct,
  decide,
  hold,
  malik,
  monday,
  notify,
  open,
  reached,
  recall,
  refer,
  signe,
  simon,
  ticket,
  took,
} from "./cases.ts";

/** One command of a random story: the case before, what was decided, and the case after each event. */
export type Turn = {
  readonly command: CaseCommand;
  readonly before: VisitCase;
  readonly accepted: boolean;
  readonly events: readonly { readonly event: CaseEvent; readonly state: VisitCase }[];
  readonly after: VisitCase;
};

type Intent = (visitCase: OpenedCase, now: Instant) => CaseCommand;
const some = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const holders = fc.subarray([1, 2, 3]);
const interpreter = fc.option(
  fc.record({ language: fc.constant("ar"), kind: some("professional" as const, "sibling" as const) }),
  { nil: undefined, freq: 4 },
);
/** The visit that lies ahead, most of the time. */
const visitOf = ({ visits }: OpenedCase, other: number) => (other > 3 ? visits.find(ahead)?.number : other) ?? 1;
const tickets = some(ticket, "71c00000-0000-4000-8000-000000000002" as typeof ticket);
const yes = fc.oneof(
  fc.constant(allSaidYes),
  fc.record({ youth: fc.boolean(), custodyHolder: fc.boolean(), custodyHolderTold: fc.boolean() }),
);
const number = fc.integer({ min: 1, max: 12 });

const acts: Record<Act["type"], fc.Arbitrary<Intent>> = {
  invite: fc
    .subarray([1, 2], { maxLength: 2 })
    .map((notInformed) => (_, at) => ({ type: "invite", at, language: "da", notInformed })),
  schedule: fc
    .record({ hours: fc.integer({ min: -5, max: 2400 }), second: some(simon, simon, simon, signe), interpreter })
    .map(({ hours, second, interpreter: with_ }) => (_, at) => ({
      type: "schedule",
      at,
      visitAt: addHours(at, hours),
      staff: [signe, second] as const satisfies readonly [StaffId, StaffId],
      interpreter: with_,
    })),
  "record-outcome": fc
    .record({
      number,
      outcome: fc.oneof(
        some({ outcome: "no_show" }, { outcome: "no_show" }, { outcome: "declined" } as const),
        some(took(), took({ childView: "too_young" })),
        fc.record({
          outcome: fc.constant("held" as const),
          present: holders,
          informed: holders,
          notInformedReason: some(undefined, undefined, "child_safety" as const),
          childView: some(undefined, "heard", "absent" as const),
          interpreter,
        }),
      ),
    })
    .map(({ number: other, outcome }) => (visitCase, at) => {
      const visit = visitCase.visits.find(ahead);
      const late = visit !== undefined && visit.at > at && other % 4 !== 0 ? addHours(visit.at, 1) : at;
      return { type: "record-outcome", at: late, number: visitOf(visitCase, other), outcome } as CaseCommand;
    }),
  decline: fc.constant((_, at) => ({ type: "decline", at })),
  "agree-follow-up": fc.integer({ min: -3, max: 120 }).map((days) => (_, at) => ({
    type: "agree-follow-up",
    at,
    kind: "club",
    owner: signe,
    dueOn: addDays(dateOf(at), days),
  })),
  "complete-follow-up": number.map((n) => (_, at) => ({ type: "complete-follow-up", at, number: n % 3 })),
  refer: fc
    .record({ kind: some("job-referral" as const, "adult-handover" as const), ticketId: tickets, consent: yes })
    .map((more) => (_, at) => refer(more, at)),
  "recall-referral": tickets.map((ticketId) => (_, at) => recall(ticketId, at)),
  "correct-referral": tickets.map((ticketId) => (_, at) => correct(ticketId, at)),
  close: some(...CloseReason.options).map((reason) => (_, at) => close(reason, at)),
};

/** How often an act is tried: a story that ends at once proves little. */
const weight: Record<Act["type"], number> = {
  invite: 8,
  schedule: 4,
  "record-outcome": 8,
  decline: 1,
  "agree-follow-up": 8,
  "complete-follow-up": 4,
  refer: 2,
  "recall-referral": 1,
  "correct-referral": 1,
  close: 1,
};
/** What may be done with the desk in every state of an open case. */
const atDesk = ["refer", "recall-referral", "correct-referral"] as const satisfies readonly Exclude<
  Act["type"],
  Step
>[];

const happenings: fc.Arbitrary<Intent> = fc.oneof(
  fc
    .record({
      ref: some("one", "other"),
      version: fc.integer({ min: 1, max: 5 }),
      from: fc.nat(500),
      length: fc.integer({ min: 1, max: 300 }),
    })
    .map(
      ({ from, length, ...word }): Intent =>
        (_, at) => ({
          type: "note-hold",
          at,
          hold: hold({ ...word, from: addHours(at, from), until: addHours(at, from + length) }),
        }),
    ),
  fc.record({ ticketId: tickets, outcome: some(...OfferOutcome.options) }).map(
    ({ ticketId, outcome }): Intent =>
      (_, at) => ({ ...answer(outcome, ticketId), at }),
  ),
  some("one", "other").map(
    (ref): Intent =>
      (_, at) => ({ type: "lift-hold", at, ref }),
  ),
  fc.constant<Intent>((_, at) => notify(at)),
  fc.constant<Intent>((_, at) => ({ type: "note-letters", at, holders: [{ holder: 1, channel: "digital_post" }] })),
  // The clock rings when it is due, and sometimes when it is not
  fc.constant<Intent>((_, at) => ({ type: "note-time", at })),
  fc.constant<Intent>((visitCase) => ({ type: "note-time", at: caseDue(visitCase, proposedPolicy) })),
);

const step = fc.record({
  hours: fc.oneof({ weight: 9, arbitrary: fc.nat(100) }, { weight: 1, arbitrary: fc.nat(3000) }),
  /** Mostly something that the state allows, so that stories get somewhere. */
  pick: fc.nat(),
  fitting: fc.integer({ min: 0, max: 9 }).map((n) => n < 8),
  acts: fc.record(acts),
  happening: happenings,
  happens: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});

/** Random stories of a case from its opening on, in order of time; of a child who turns 18 soon or much later. */
export const randomStories: fc.Arbitrary<readonly Turn[]> = fc
  .record({ opened: some(malik, adam), steps: fc.array(step, { minLength: 1, maxLength: 30 }) })
  .map(({ opened, steps: turnsTaken }) => {
    let visitCase = reached(open(opened));
    let now = monday;
    const turns: Turn[] = [];
    for (const { hours, pick, fitting, acts: intents, happening, happens } of turnsTaken) {
      if (!("visits" in visitCase)) break;
      now = addHours(now, hours);
      const steps = Object.keys(transitions[visitCase.status]) as Step[];
      const allowed: readonly Act["type"][] = visitCase.status === "closed" ? steps : [...steps, ...atDesk];
      const types = fitting && allowed.length > 0 ? allowed : (Object.keys(intents) as Act["type"][]);
      const weighted = types.flatMap((type) => Array.from({ length: weight[type] }, () => type));
      const type = weighted[pick % weighted.length] ?? "close";
      const command: CaseCommand = happens ? happening(visitCase, now) : intents[type](visitCase, now);
      if (command.at > now) now = command.at;
      const before: VisitCase = visitCase;
      const ruling = decide(before, command);
      const events = (ruling.accepted ? ruling.events : []).map((event) => {
        visitCase = evolveCase(visitCase, event);
        return { event, state: visitCase };
      });
      turns.push({ command, before, accepted: ruling.accepted, events, after: visitCase });
    }
    return turns;
  });

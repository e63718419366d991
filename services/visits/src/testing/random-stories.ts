import { addDays, addHours, dateOf, type Instant } from "@trygt/contracts";
import { OfferOutcome } from "@trygt/contracts/desk";
import { CloseReason } from "@trygt/contracts/visits";
import { type Existing, exists } from "@trygt/service-kit/rules";
import { monday, signe, simon } from "@trygt/service-kit/testing";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's tool for properties, for tests only
import fc from "fast-check";
import { type CaseEvent, evolveCase, type VisitCase } from "../domain/case.ts";
import { type CaseAction, type CaseCommand, type Transition, transitions } from "../domain/case-commands.ts";
import { caseDue } from "../domain/case-due.ts";
import { ahead } from "../domain/home-visit.ts";
import { proposedPolicy } from "../policy.ts";
import { adam, allSaidYes, decide, hold, malik, notificationId, open, reached, ticket, took } from "./cases.ts";

/** One command of a random story and its time: the case before, what was decided, and the case after each event. */
export type Turn = {
  readonly command: CaseCommand;
  readonly at: Instant;
  readonly before: VisitCase;
  readonly accepted: boolean;
  readonly events: readonly { readonly event: CaseEvent; readonly state: VisitCase }[];
  readonly after: VisitCase;
};

type Timed = Pick<Turn, "command" | "at">;
/** What somebody, others or time do with a case as it stands. */
type Choice = (visitCase: Existing<VisitCase>, now: Instant) => Timed;
/** A choice that is made at once. */
const atOnce =
  (choose: (visitCase: Existing<VisitCase>, now: Instant) => CaseCommand): Choice =>
  (visitCase, at) => ({ command: choose(visitCase, at), at });

const some = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const holders = fc.subarray([1, 2, 3]);
const interpreter = fc.option(
  fc.record({ language: fc.constant("ar"), kind: some("professional" as const, "sibling" as const) }),
  { nil: undefined, freq: 4 },
);
/** The visit that lies ahead, most of the time. */
const visitOf = ({ visits }: Existing<VisitCase>, other: number) =>
  (other > 3 ? visits.find(ahead)?.number : other) ?? 1;
const tickets = some(ticket, "71c00000-0000-4000-8000-000000000002" as typeof ticket);
const yes = fc.oneof(
  fc.constant(allSaidYes),
  fc.record({ youth: fc.boolean(), custodyHolder: fc.boolean(), custodyHolderTold: fc.boolean() }),
);
const number = fc.integer({ min: 1, max: 12 });

const actions: Record<CaseAction["type"], fc.Arbitrary<Choice>> = {
  invite: fc
    .subarray([1, 2], { maxLength: 2 })
    .map((notInformed) => atOnce(() => ({ type: "invite", language: "da", notInformed }))),
  schedule: fc
    .record({ hours: fc.integer({ min: -5, max: 2400 }), second: some(simon, simon, simon, signe), interpreter })
    .map(({ hours, second, interpreter: by }) =>
      atOnce((_, now) => ({
        type: "schedule",
        visitAt: addHours(now, hours),
        staff: [signe.id, second.id],
        interpreter: by,
      })),
    ),
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
    .map(
      ({ number: other, outcome }): Choice =>
        (visitCase, now) => {
          const visit = visitCase.visits.find(ahead);
          const late = visit !== undefined && visit.at > now && other % 4 !== 0 ? addHours(visit.at, 1) : now;
          const command = { type: "record-outcome", number: visitOf(visitCase, other), outcome } as CaseCommand;
          return { command, at: late };
        },
    ),
  decline: fc.constant(atOnce(() => ({ type: "decline" }))),
  "agree-follow-up": fc.integer({ min: -3, max: 120 }).map((days) =>
    atOnce((_, now) => ({
      type: "agree-follow-up",
      kind: "club",
      owner: signe.id,
      dueOn: addDays(dateOf(now), days),
    })),
  ),
  "complete-follow-up": number.map((n) => atOnce(() => ({ type: "complete-follow-up", number: n % 3 }))),
  refer: fc
    .record({ kind: some("job-referral" as const, "adult-handover" as const), ticketId: tickets, consent: yes })
    .map((referral) => atOnce(() => ({ type: "refer", ...referral }))),
  "recall-referral": tickets.map((ticketId) => atOnce(() => ({ type: "recall-referral", ticketId }))),
  "correct-referral": tickets.map((ticketId) => atOnce(() => ({ type: "correct-referral", ticketId }))),
  close: some(...CloseReason.options).map((reason) => atOnce(() => ({ type: "close", reason }))),
};

/** How often an action is tried: a story that ends at once proves little. */
const weight: Record<CaseAction["type"], number> = {
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
  CaseAction["type"],
  Transition
>[];

const external: fc.Arbitrary<Choice> = fc.oneof(
  fc
    .record({
      ref: some("one", "other"),
      version: fc.integer({ min: 1, max: 5 }),
      from: fc.nat(500),
      length: fc.integer({ min: 1, max: 300 }),
    })
    .map(({ from, length, ...word }) =>
      atOnce((_, now) => ({
        type: "note-hold",
        hold: hold({ ...word, from: addHours(now, from), until: addHours(now, from + length) }),
      })),
    ),
  fc
    .record({ ticketId: tickets, outcome: some(...OfferOutcome.options) })
    .map((answer) => atOnce(() => ({ type: "note-answer", ...answer }))),
  some("one", "other").map((ref) => atOnce(() => ({ type: "lift-hold", ref }))),
  fc.constant(atOnce(() => ({ type: "note-notification", notificationId }))),
  fc.constant(atOnce(() => ({ type: "note-letters", holders: [{ holder: 1, channel: "digital_post" }] }))),
  // The clock rings when it is due, and sometimes when it is not
  fc.constant(atOnce(() => ({ type: "time-passed" }))),
  fc.constant<Choice>((visitCase) => ({ command: { type: "time-passed" }, at: caseDue(visitCase, proposedPolicy) })),
);

const move = fc.record({
  hours: fc.oneof({ weight: 9, arbitrary: fc.nat(100) }, { weight: 1, arbitrary: fc.nat(3000) }),
  /** Mostly something that the state allows, so that stories get somewhere. */
  pick: fc.nat(),
  fitting: fc.integer({ min: 0, max: 9 }).map((n) => n < 8),
  own: fc.record(actions),
  others: external,
  byOthers: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});

/** Random stories of a case from its opening on, in order of time; of a child who turns 18 soon or much later. */
export const randomStories: fc.Arbitrary<readonly Turn[]> = fc
  .record({ opened: some(malik, adam), moves: fc.array(move, { minLength: 1, maxLength: 30 }) })
  .map(({ opened, moves }) => {
    let visitCase = reached(open(opened));
    let now = monday;
    const turns: Turn[] = [];
    for (const { hours, pick, fitting, own, others, byOthers } of moves) {
      if (!exists(visitCase)) break;
      now = addHours(now, hours);
      const fits = Object.keys(transitions[visitCase.status]) as Transition[];
      const allowed: readonly CaseAction["type"][] = visitCase.status === "closed" ? fits : [...fits, ...atDesk];
      const types = fitting && allowed.length > 0 ? allowed : (Object.keys(own) as CaseAction["type"][]);
      const weighted = types.flatMap((type) => Array.from({ length: weight[type] }, () => type));
      const type = weighted[pick % weighted.length] ?? "close";
      const { command, at } = (byOthers ? others : own[type])(visitCase, now);
      if (at > now) now = at;
      const before: VisitCase = visitCase;
      const decision = decide(before, { command, at });
      const events = (decision.accepted ? decision.events : []).map((event) => {
        visitCase = evolveCase(visitCase, event);
        return { event, state: visitCase };
      });
      turns.push({ command, at, before, accepted: decision.accepted, events, after: visitCase });
    }
    return turns;
  });

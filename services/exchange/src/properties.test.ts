import { addDays, addHours, addMonths, dateOf, type Instant } from "@trygt/contracts";
import { AuthorityKind, CustodyStatus, ItemKind, SubjectCategory, Use } from "@trygt/contracts/exchange";
import { type Actor, exists, none, system } from "@trygt/service-kit";
import { jens, jonna, monday, palle, pia, runa, type Step, step } from "@trygt/service-kit/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DeskTicket, evolveTicket, isSealed } from "./domain/desk-ticket.ts";
import type { TicketCommand } from "./domain/desk-ticket-rules.ts";
import { type Disclosure, type DisclosureCommand, evolveDisclosure } from "./domain/disclosure.ts";
import { type ExchangeCase, evolveExchangeCase } from "./domain/exchange-case.ts";
import { caseDue, caseEndsOn } from "./domain/exchange-case-due.ts";
import type { ExchangeCommand } from "./domain/exchange-case-rules.ts";
import { judge } from "./domain/gate/gate.ts";
import type { Plan } from "./domain/gate/plan.ts";
import { proposedPolicy } from "./policy.ts";
import { cases } from "./records/cases.ts";
import { disclosures } from "./records/disclosures.ts";
import {
  answer,
  approve,
  received as arrived,
  ask,
  claim,
  confirm,
  confirmed,
  correctTicket,
  deposited,
  disclose,
  fetchCorrection,
  hide,
  planOf,
  propose,
  read,
  recallBy,
  recallTicket,
  remove,
  restrict,
  review,
  rules,
  time,
  turnDown,
} from "./testing/commands.ts";

const some = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
/** A command at its time, by whoever sends it. */
type TimedStep<Command> = { readonly command: Command; readonly at: Instant; readonly actor?: Actor };
const timed = <Command>(given: Step<Command>, at: Instant): TimedStep<Command> => ({
  ...(typeof given === "object" && given !== null && "command" in given ? given : { command: given as Command }),
  at,
});
/** Commands one after the other, hours to months apart; the first on Monday. */
const inTime = <Command>(first: Command, commands: fc.Arbitrary<Step<Command>>) =>
  fc
    .array(fc.record({ command: commands, hours: fc.oneof(fc.nat(40), fc.nat(400), fc.nat(3000)) }), { maxLength: 25 })
    .map((steps) => {
      let now = monday;
      return [
        timed<Command>(first, now),
        ...steps.map(({ command, hours }) => {
          now = addHours(now, hours);
          return timed(command, now);
        }),
      ];
    });
const clock = time(monday);
const plans: fc.Arbitrary<Plan> = fc
  .record({
    from: some(...AuthorityKind.options),
    to: some(...AuthorityKind.options),
    purpose: some<Plan["purpose"]>("ssp", "psp", "ksp", "consent", undefined),
    use: some(...Use.options),
    necessity: some(planOf().necessity, "Fordi", undefined),
    subject: fc.record({
      age: fc.integer({ min: 10, max: 60 }),
      category: some(...SubjectCategory.options),
      custody: some(...CustodyStatus.options),
    }),
    items: fc.subarray([...ItemKind.options]),
    testsConfirmed: fc.boolean(),
    toNamedPerson: fc.boolean(),
    agreement: some<Plan["agreement"]>("in-force", "not-needed", "missing"),
  })
  .map((plan) => planOf(plan));

describe("an exchange case, whatever happens to it", { timeout: 60_000 }, () => {
  const commands = some<Step<ExchangeCommand>>(
    propose(),
    approve,
    approve,
    turnDown,
    review("second"),
    review("third"),
    restrict(true),
    restrict(false),
    remove,
    { type: "note-request", requestId: "r" },
    { type: "note-disclosure", disclosureId: "d" },
    clock,
    clock,
  );
  const stories = inTime<ExchangeCommand>(propose(), commands);
  const follow = (
    story: readonly Step<ExchangeCommand>[],
    see: (state: ExchangeCase, before: ExchangeCase) => void = () => undefined,
  ) =>
    story.reduce<ExchangeCase>((before, command) => {
      const decision = rules.case.decide(before, command);
      const state = decision.accepted ? decision.events.reduce(evolveExchangeCase, before) : before;
      see(state, before);
      return state;
    }, none);

  it("stays gone once it is removed or refused", () => {
    fc.assert(
      fc.property(stories, (story) => {
        follow(story, (state, before) => {
          if (before.status === "erased") expect(state).toEqual(before);
        });
      }),
    );
  });

  it("has an end within 24 months of its proposal, and wakes by then", () => {
    fc.assert(
      fc.property(stories, (story) => {
        follow(story, (state) => {
          if (!exists(state)) return;
          const last = addMonths(dateOf(state.proposedAt), 24);
          expect(caseEndsOn(state, proposedPolicy) <= last).toBe(true);
          expect(dateOf(caseDue(state, proposedPolicy)) <= last).toBe(true);
          const { eraseOn, due } = cases.index(state, "c", proposedPolicy);
          expect(eraseOn <= last && due !== undefined).toBe(true);
        });
      }),
    );
  });

  it("is gone when the clock rings at its end", () => {
    fc.assert(
      fc.property(stories, (story) => {
        const state = follow(story);
        if (!exists(state)) return;
        const late = addHours(monday, 24 * 750);
        const decision = rules.case.decide(state, time(late));
        expect(decision.accepted && decision.events.map(({ type }) => type)).toEqual(["removed"]);
      }),
    );
  });

  it("takes up a request or a disclosure only after a person of another authority has approved it", () => {
    fc.assert(
      fc.property(stories, (story) => {
        follow(story, (state) => {
          if (state.status === "proposed") expect([...state.requests, ...state.disclosures]).toEqual([]);
        });
      }),
    );
  });
});

describe("a disclosure, whatever happens to it", { timeout: 60_000 }, () => {
  const commands = some<Step<DisclosureCommand>>(
    read(),
    read(monday, pia),
    recallBy(),
    recallBy(system),
    recallBy(palle),
    confirm(),
    confirm(runa),
    hide(true),
    hide(false),
    { type: "note-correction" },
    clock,
  );
  const stories = inTime<DisclosureCommand>(disclose(), commands);

  it("is never readable after its end or its recall, nor by another", () => {
    fc.assert(
      fc.property(stories, (story) => {
        let recalled = false;
        story.reduce<Disclosure>((before, given) => {
          const { command, at } = given;
          const decision = rules.disclosure.decide(before, given);
          const expires = exists(before) ? before.expiresOn : undefined;
          if (command.type === "note-reading" && decision.accepted) {
            expect(recalled).toBe(false);
            expect(expires !== undefined && dateOf(at) < expires).toBe(true);
          }
          if (command.type === "recall" && decision.accepted && decision.events.length > 0) recalled = true;
          const state = decision.accepted ? decision.events.reduce(evolveDisclosure, before) : before;
          if (!exists(state)) return state;
          for (const stranger of [pia, { ...palle, role: "probation_officer" } as const])
            expect(disclosures.visibleTo(state, stranger)).toBe(false);
          if ("hidden" in state)
            for (const party of [palle, runa]) expect(disclosures.visibleTo(state, party)).toBe(false);
          return state;
        }, none);
      }),
    );
  });

  it("holds its items in the vault while it may be read, and no longer", () => {
    fc.assert(
      fc.property(stories, (story) => {
        story.reduce<Disclosure>((before, command) => {
          const decision = rules.disclosure.decide(before, command);
          const state = decision.accepted ? decision.events.reduce(evolveDisclosure, before) : before;
          if (!exists(state)) return state;
          const { vault = [], eraseOn } = disclosures.index(state, "d", proposedPolicy);
          expect(vault.length > 0).toBe(state.status === "disclosed" || state.status === "read");
          expect(eraseOn <= addDays(dateOf(monday), 60)).toBe(true);
          return state;
        }, none);
      }),
    );
  });

  it("comes to be only where the gate is open, asked for or not", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { allowed, reasons } = judge(plan);
        for (const decision of [
          rules.disclosure.decide(none, disclose(plan)),
          rules.request.decide(none, ask(plan)),
          rules.ticket.decide(none, { ...deposited(), plan }),
        ]) {
          expect(decision.accepted).toBe(allowed);
          if (!decision.accepted) expect(decision.reasons).toEqual(reasons);
        }
        if (rules.request.decide(rules.request.stateAfter(ask()), answer(plan)).accepted) expect(allowed).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a ticket, whatever happens to it", { timeout: 60_000 }, () => {
  const commands = some<Step<TicketCommand>>(
    deposited(),
    claim,
    step(claim, { actor: jonna }),
    step(claim, { actor: palle }),
    { type: "return", reason: "not_for_us" },
    recallTicket(),
    recallTicket("jobs"),
    correctTicket(),
    fetchCorrection,
    step(fetchCorrection, { actor: jonna }),
    arrived(),
    arrived(2),
    arrived(1, "visits"),
    confirmed(),
    confirmed("visits"),
    clock,
  );
  const stories = inTime<TicketCommand>(deposited(), commands);

  it("opens for one reader, in its time, for the role it was made for, and gives what lies there to nobody else", () => {
    fc.assert(
      fc.property(stories, (story) => {
        let [claims, corrections, received] = [0, 0, 0];
        let reader: string | undefined;
        story.reduce<DeskTicket>((before, given) => {
          const decision = rules.ticket.decide(before, given);
          if (!decision.accepted) return before;
          const sender = given.actor ?? jens;
          for (const { type } of decision.events) {
            if (type === "corrected") corrections += 1;
            if (type === "claimed") {
              claims += 1;
              reader = sender.id;
              expect([sender.role, exists(before) && given.at < before.expiresAt]).toEqual([
                "employment_adviser",
                true,
              ]);
            }
            if (type === "correction-received") received += 1;
          }
          // Without an event: handed over, a claim once more or a correction, to the one who claimed and while it lies here
          const { type } = "command" in given ? given.command : given;
          if ((type === "claim" && decision.events.length === 0) || type === "fetch-correction")
            expect([sender.id, exists(before) && isSealed(before)]).toEqual([reader, true]);
          const state = decision.events.reduce(evolveTicket, before);
          if (state.status === "erased") [claims, corrections, received] = [0, 0, 0];
          expect(claims).toBeLessThanOrEqual(1);
          expect(received).toBeLessThanOrEqual(corrections);
          return state;
        }, none);
      }),
    );
  });
});

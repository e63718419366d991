import { addDays, addHours, addMonths, dateOf, type Instant } from "@trygt/contracts";
import { AuthorityKind, CustodyStatus, ItemKind, SubjectCategory, Use } from "@trygt/contracts/exchange";
import { palle, pia, runa } from "@trygt/service-kit/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Disclosure, type DisclosureCommand, evolveDisclosure, noDisclosure } from "./domain/disclosure.ts";
import { type ExchangeCase, evolveExchangeCase, noCase } from "./domain/exchange-case.ts";
import { caseDue, caseEndsOn, type ExchangeCommand } from "./domain/exchange-rules.ts";
import { judge } from "./domain/gate/gate.ts";
import type { Plan } from "./domain/gate/plan.ts";
import { evolveOffer, noOffer, type Offer, type OfferCommand } from "./domain/offer.ts";
import { proposedPolicy } from "./domain/policy.ts";
import { cases } from "./storage/cases.ts";
import { disclosures } from "./storage/disclosures.ts";
import {
  answer,
  approve,
  ask,
  claim,
  claimant,
  confirm,
  correctTicket,
  deposited,
  disclose,
  hide,
  monday,
  planOf,
  police,
  propose,
  read,
  recallBy,
  recallTicket,
  remove,
  restrict,
  review,
  rulings,
  social,
  turnDown,
} from "./testing/commands.ts";

const some = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
/** Commands one after the other, hours to months apart. */
const inTime = <Command extends { readonly at: Instant }>(commands: fc.Arbitrary<Command>) =>
  fc
    .array(fc.record({ command: commands, hours: fc.oneof(fc.nat(40), fc.nat(400), fc.nat(3000)) }), { maxLength: 25 })
    .map((steps) => {
      let now = monday;
      return steps.map(({ command, hours }): Command => {
        now = addHours(now, hours);
        return { ...command, at: now };
      });
    });
const clock = { type: "note-time", at: monday } as const;
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

describe("an exchange case, whatever happens to it", () => {
  const commands: fc.Arbitrary<ExchangeCommand> = some<ExchangeCommand>(
    propose(),
    approve,
    approve,
    turnDown,
    review("second"),
    review("third"),
    restrict(true),
    restrict(false),
    remove,
    { type: "note-request", at: monday, requestId: "r" },
    { type: "note-disclosure", at: monday, disclosureId: "d" },
    clock,
    clock,
  );
  const stories = inTime(commands).map((story) => [propose(), ...story]);
  const told = (story: readonly ExchangeCommand[], see: (state: ExchangeCase, before: ExchangeCase) => void) =>
    story.reduce<ExchangeCase>((before, command) => {
      const ruling = rulings.case(before, command);
      const state = ruling.accepted ? ruling.events.reduce(evolveExchangeCase, before) : before;
      see(state, before);
      return state;
    }, noCase);

  it("stays gone once it is removed or refused", () => {
    fc.assert(
      fc.property(stories, (story) => {
        told(story, (state, before) => {
          if (before.status === "removed" || before.status === "refused") expect(state).toEqual(before);
        });
      }),
    );
  });

  it("has an end within 24 months of its proposal, and wakes by then", () => {
    fc.assert(
      fc.property(stories, (story) => {
        told(story, (state) => {
          if (!("proposer" in state)) return;
          const last = addMonths(dateOf(state.proposedAt), 24);
          expect(caseEndsOn(state, proposedPolicy) <= last).toBe(true);
          expect(dateOf(caseDue(state, proposedPolicy)) <= last).toBe(true);
          const filing = cases(proposedPolicy).file(state, "c");
          expect(filing !== "gone" && filing.eraseOn <= last && filing.due !== undefined).toBe(true);
        });
      }),
    );
  });

  it("is gone when the clock rings at its end", () => {
    fc.assert(
      fc.property(stories, (story) => {
        const state = told(story, () => undefined);
        if (!("proposer" in state)) return;
        const late = addHours(monday, 24 * 750);
        const ruling = rulings.case(state, { ...clock, at: late });
        expect(ruling.accepted && ruling.events.map(({ type }) => type)).toEqual(["removed"]);
      }),
    );
  });

  it("takes up a request or a disclosure only after a person of another authority has approved it", () => {
    fc.assert(
      fc.property(stories, (story) => {
        told(story, (state) => {
          if ("proposer" in state && state.status === "proposed")
            expect([...state.requests, ...state.disclosures]).toEqual([]);
        });
      }),
    );
  });
});

describe("a disclosure, whatever happens to it", () => {
  const commands: fc.Arbitrary<DisclosureCommand> = some<DisclosureCommand>(
    read(),
    read(monday, pia.id),
    recallBy(),
    recallBy("case"),
    recallBy(social.staffId),
    confirm(),
    confirm(police.staffId),
    hide(true),
    hide(false),
    { type: "note-correction", at: monday },
    clock,
  );
  const stories = inTime(commands).map((story) => [disclose(), ...story]);
  const aggregate = disclosures(proposedPolicy);

  it("is never readable after its end or its recall, nor by another", () => {
    fc.assert(
      fc.property(stories, (story) => {
        let recalled = false;
        story.reduce<Disclosure>((before, command) => {
          const ruling = rulings.disclosure(before, command);
          const expires = "expiresOn" in before ? before.expiresOn : undefined;
          if (command.type === "note-reading" && ruling.accepted) {
            expect(recalled).toBe(false);
            expect(expires !== undefined && dateOf(command.at) < expires).toBe(true);
          }
          if (command.type === "recall" && ruling.accepted && ruling.events.length > 0) recalled = true;
          const state = ruling.accepted ? ruling.events.reduce(evolveDisclosure, before) : before;
          for (const stranger of [pia, { ...palle, role: "probation_officer" } as const])
            expect(aggregate.visibleTo(state, stranger)).toBe(false);
          if ("hidden" in state)
            for (const party of [palle, runa]) expect(aggregate.visibleTo(state, party)).toBe(false);
          return state;
        }, noDisclosure);
      }),
    );
  });

  it("holds its items in the vault while it may be read, and no longer", () => {
    fc.assert(
      fc.property(stories, (story) => {
        story.reduce<Disclosure>((before, command) => {
          const ruling = rulings.disclosure(before, command);
          const state = ruling.accepted ? ruling.events.reduce(evolveDisclosure, before) : before;
          const filing = aggregate.file(state, "d");
          const held = filing !== "gone" && (filing.vault ?? []).length > 0;
          expect(held).toBe(state.status === "disclosed" || state.status === "read");
          if (filing !== "gone") expect(filing.eraseOn <= addDays(dateOf(monday), 60)).toBe(true);
          return state;
        }, noDisclosure);
      }),
    );
  });

  it("comes to be only where the gate is open, asked for or not", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { allowed, reasons } = judge(plan);
        for (const ruling of [
          rulings.disclosure(noDisclosure, disclose(plan)),
          rulings.request({ status: "none" }, ask(plan)),
          rulings.offer(noOffer, { ...deposited(), plan }),
        ]) {
          expect(ruling.accepted).toBe(allowed);
          if (!ruling.accepted) expect(ruling.reasons).toEqual(reasons);
        }
        const asked = rulings.request({ status: "none" }, ask());
        const [event] = asked.accepted ? asked.events : [];
        if (event?.type !== "asked") throw new Error("The question stands");
        const { type: _, ...sent } = event;
        if (rulings.request({ ...sent, status: "sent" }, answer(plan)).accepted) expect(allowed).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a ticket, whatever happens to it", () => {
  const others = { ...claimant, staffId: pia.id };
  const commands: fc.Arbitrary<OfferCommand> = some<OfferCommand>(
    deposited(),
    claim(),
    { ...claim(), claimant: others },
    { ...claim(), claimant: { ...claimant, role: "social_case_worker" } },
    { type: "return", at: monday, claimant, reason: "not_for_us" },
    recallTicket(),
    recallTicket("jobs"),
    correctTicket(),
    { type: "fetch-correction", at: monday, claimant },
    { type: "fetch-correction", at: monday, claimant: others },
    { type: "confirm-erasure", at: monday },
    clock,
  );
  const stories = inTime(commands).map((story) => [deposited(), ...story]);

  it("opens once, in its time, for the role it was made for, and gives each correction once to the same reader", () => {
    fc.assert(
      fc.property(stories, (story) => {
        let [claims, corrections, fetched] = [0, 0, 0];
        let reader: string | undefined;
        story.reduce<Offer>((before, command) => {
          const ruling = rulings.offer(before, command);
          if (!ruling.accepted) return before;
          for (const { type } of ruling.events) {
            if (type === "corrected") corrections += 1;
            if (type === "claimed" && command.type === "claim") {
              claims += 1;
              reader = command.claimant.staffId;
              expect([command.claimant.role, "expiresAt" in before && command.at < before.expiresAt]).toEqual([
                "employment_adviser",
                true,
              ]);
            }
            if (type === "correction-fetched" && command.type === "fetch-correction") {
              fetched += 1;
              expect([command.claimant.staffId, before.status]).toEqual([reader, "accepted"]);
            }
          }
          const state = ruling.events.reduce(evolveOffer, before);
          if (state.status === "erased") [claims, corrections, fetched] = [0, 0, 0];
          expect(claims).toBeLessThanOrEqual(1);
          expect(fetched).toBeLessThanOrEqual(corrections);
          return state;
        }, noOffer);
      }),
    );
  });
});

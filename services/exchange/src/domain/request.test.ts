import { none } from "@trygt/service-kit/rules";
import { type Step, step } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { answer, ask, at, consent, hide, outcomeOf, planOf, rules, time } from "../testing/commands.ts";
import type { Plan } from "./gate/plan.ts";
import { type RequestCommand, type RequestRefusal, requestDue, requestErasedOn } from "./request.ts";

type Refused = readonly [after: readonly Step<RequestCommand>[], command: Step<RequestCommand>];

/** What shuts the gate for a plan, once for every reason that it has. */
const shut: Record<Exclude<RequestRefusal, "invalid-transition">, Partial<Plan>> = {
  "purpose-missing": { purpose: undefined },
  "necessity-missing": { necessity: "Fordi" },
  "investigation-use-refused": { use: "investigation" },
  "recipient-not-authorised": { to: "housing" },
  "ksp-not-available-for-remand": { purpose: "ksp", subject: { ...planOf().subject, custody: "remanded" } },
  "subject-is-minor": { subject: { ...planOf().subject, age: 17 } },
  "victim-not-registrable": { subject: { ...planOf().subject, category: "victim" } },
  "consent-missing": { purpose: "consent" },
  "consent-expired": { purpose: "consent", consent: { ...consent, validUntil: "2026-03-01" } },
  "agreement-not-in-force": { agreement: "missing" },
};

const refusals: Record<RequestRefusal, readonly Refused[]> = {
  "purpose-missing": both("purpose-missing"),
  "necessity-missing": [...both("necessity-missing"), [[ask()], answer({ items: ["contact", "release_date"] })]],
  "investigation-use-refused": both("investigation-use-refused"),
  "recipient-not-authorised": both("recipient-not-authorised"),
  "ksp-not-available-for-remand": both("ksp-not-available-for-remand"),
  "subject-is-minor": both("subject-is-minor"),
  "victim-not-registrable": both("victim-not-registrable"),
  "consent-missing": both("consent-missing"),
  "consent-expired": both("consent-expired"),
  "agreement-not-in-force": both("agreement-not-in-force"),
  "invalid-transition": [
    [[ask()], ask()],
    [[], answer()],
    [[ask(), answer()], answer()],
    [[ask(), answer()], { type: "decline" }],
    [[ask(), { type: "decline" }], answer()],
    [[ask(), time(at("2026-03-16T00:00"))], step(answer(), { at: at("2026-03-16T09:00") })],
    [[ask(), { type: "end" }], answer()],
  ],
};

function both(reason: keyof typeof shut): readonly Refused[] {
  return [
    [[], ask(shut[reason])],
    [[ask()], answer(shut[reason])],
  ];
}

describe("a request is refused", () => {
  for (const [reason, all] of Object.entries(refusals))
    it.each(all)(`with ${reason} where the rule says so`, (after, command) => {
      expect(outcomeOf(rules.request.decide(rules.request.stateAfter(...after), command))).toContain(reason);
    });
});

describe("a request", () => {
  it("is answered in full, in part or not at all", () => {
    expect(rules.request.stateAfter(ask(), answer())).toMatchObject({ status: "answered_full" });
    expect(rules.request.stateAfter(ask(), answer({}, "part"))).toMatchObject({ status: "answered_part" });
    expect(rules.request.stateAfter(ask(), { type: "decline" })).toMatchObject({ status: "declined" });
  });

  it("lapses when nobody has answered for fourteen days, and is gone thirty days later", () => {
    const sent = rules.request.existingAfter(ask());
    expect([requestDue(sent), requestErasedOn(sent)]).toEqual(["2026-03-15T23:00:00.000Z", "2026-04-15"]);
    expect(outcomeOf(rules.request.decide(sent, time(at("2026-03-15T23:59"))))).toEqual([]);
    expect(outcomeOf(rules.request.decide(sent, time(at("2026-03-16T00:00"))))).toEqual(["lapsed"]);
    const lapsed = rules.request.stateAfter(ask(), time(at("2026-03-16T00:00")));
    expect(outcomeOf(rules.request.decide(lapsed, time(at("2026-04-14T23:59+02:00"))))).toEqual([]);
    expect(outcomeOf(rules.request.decide(lapsed, time(at("2026-04-15T00:00+02:00"))))).toEqual(["erased"]);
  });

  it("keeps neither necessity nor agreement: those stand in the vault and with the authorities", () => {
    expect(JSON.stringify(rules.request.stateAfter(ask()))).not.toMatch(/Planen|in-force/);
  });

  it("is hidden and shown again as it was", () => {
    const hidden = rules.request.stateAfter(ask(), hide());
    expect(hidden).toMatchObject({ status: "sent", hidden: true });
    expect(outcomeOf(rules.request.decide(hidden, hide()))).toEqual([]);
    expect(rules.request.stateAfter(ask(), hide(), hide(false))).toEqual(rules.request.stateAfter(ask()));
  });

  it("is asked once", () => {
    expect(outcomeOf(rules.request.decide(none, ask()))).toEqual(["asked"]);
  });
});

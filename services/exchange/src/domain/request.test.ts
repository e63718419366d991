import { describe, expect, it } from "vitest";
import {
  afterRequest,
  answer,
  ask,
  at,
  consent,
  hide,
  monday,
  planOf,
  rulings,
  time,
  told,
} from "../testing/commands.ts";
import type { Plan } from "./gate/plan.ts";
import { noRequest, type RequestCommand, type RequestRefusal, requestDue, requestErasedOn } from "./request.ts";

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

const refusals: Record<RequestRefusal, readonly (readonly [readonly RequestCommand[], RequestCommand])[]> = {
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
    [[ask(), answer()], { type: "decline", at: monday }],
    [[ask(), { type: "decline", at: monday }], answer()],
    [[ask(), time(at("2026-03-16T00:00"))], answer({}, at("2026-03-16T09:00"))],
    [[ask(), { type: "end", at: monday }], answer()],
  ],
};

function both(reason: keyof typeof shut): readonly (readonly [readonly RequestCommand[], RequestCommand])[] {
  return [
    [[], ask(shut[reason])],
    [[ask()], answer(shut[reason])],
  ];
}

describe("a request is refused", () => {
  for (const [reason, all] of Object.entries(refusals))
    it.each(all)(`with ${reason} where the rule says so`, (after, command) => {
      expect(told(rulings.request(afterRequest(...after), command))).toContain(reason);
    });
});

describe("a request", () => {
  it("is answered in full, in part or not at all", () => {
    expect(afterRequest(ask(), answer())).toMatchObject({ status: "answered_full" });
    expect(afterRequest(ask(), { ...answer(), outcome: "part" })).toMatchObject({ status: "answered_part" });
    expect(afterRequest(ask(), { type: "decline", at: monday })).toMatchObject({ status: "declined" });
  });

  it("lapses when nobody has answered for fourteen days, and is gone thirty days later", () => {
    const sent = afterRequest(ask());
    if (!("from" in sent)) throw new Error("A request that was sent is there");
    expect([requestDue(sent), requestErasedOn(sent)]).toEqual(["2026-03-15T23:00:00.000Z", "2026-04-15"]);
    expect(told(rulings.request(sent, time(at("2026-03-15T23:59"))))).toEqual([]);
    expect(told(rulings.request(sent, time(at("2026-03-16T00:00"))))).toEqual(["lapsed"]);
    const lapsed = afterRequest(ask(), time(at("2026-03-16T00:00")));
    expect(told(rulings.request(lapsed, time(at("2026-04-14T23:59+02:00"))))).toEqual([]);
    expect(told(rulings.request(lapsed, time(at("2026-04-15T00:00+02:00"))))).toEqual(["erased"]);
  });

  it("keeps neither necessity nor agreement: those stand in the vault and with the authorities", () => {
    expect(JSON.stringify(afterRequest(ask()))).not.toMatch(/Planen|in-force/);
  });

  it("is hidden and shown again as it was", () => {
    const hidden = afterRequest(ask(), hide());
    expect(hidden).toMatchObject({ status: "sent", hidden: true });
    expect(told(rulings.request(hidden, hide()))).toEqual([]);
    expect(afterRequest(ask(), hide(), hide(false))).toEqual(afterRequest(ask()));
  });

  it("is asked once", () => {
    expect(told(rulings.request(noRequest, ask()))).toEqual(["asked"]);
  });
});

import { AuthorityKind, CustodyStatus, SubjectCategory, Use } from "@trygt/contracts/exchange";
import { adam, birk, bo, dagmar, malik, palle, quiet, runa, yusuf } from "@trygt/service-kit/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exchangeService } from "../testing/service.ts";
import { agreed, contact, grounds, necessity, opened, partyOf, proposal } from "../testing/stories.ts";

quiet();

const routing = (cpr: string = malik.cpr, change: object = {}) => ({
  body: { subject: { cpr }, areaCode: "101-3-MJO", necessity, text: "Bar en pakke for en voksen", ...change },
});

describe("a minor", () => {
  it("is no subject of exchange: nothing is stored and no event leaves (scenario 7)", async () => {
    const service = exchangeService();
    const refused = await service.call(runa, "proposeCase", { body: proposal(malik) });
    expect([refused.status, refused.slug]).toEqual([422, "subject-is-minor"]);
    expect([service.commits, service.store.vaulted.size]).toEqual([[], 0]);
  });

  it("is an adult from midnight of the eighteenth birthday", async () => {
    const service = exchangeService();
    service.passTo("2026-03-14T23:59:59+01:00");
    expect((await service.call(runa, "proposeCase", { body: proposal(adam) })).slug).toBe("subject-is-minor");
    service.passTo("2026-03-15T00:00:00+01:00");
    expect((await service.call(runa, "proposeCase", { body: proposal(adam) })).status).toBe(201);
  });

  it("is not let in by a word in the request, wherever it stands", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    const commits = service.commits.length;
    const disclosure = { to: partyOf(palle), items: [contact], ...grounds };
    const question = { to: partyOf(palle), item: "contact", question: "Hvor træffes han bedst?", ...grounds };
    const plan = {
      ...{ to: "social_services", toNamedPerson: true, purpose: "ssp", items: ["contact"], ...grounds },
      subject: { age: 15, category: "person_at_risk", custody: "none" },
    };
    const params = { caseId };
    const welcome = { minorsWelcome: true };
    for (const answer of [
      await service.call(runa, "disclose", { params, body: { ...disclosure, ...welcome } }),
      await service.call(runa, "disclose", { params, body: { ...disclosure, items: [{ ...contact, ...welcome }] } }),
      await service.call(runa, "askForInformation", { params, body: { ...question, ...welcome } }),
      await service.call(runa, "mayIShare", { body: { ...plan, ...welcome } }),
      await service.call(runa, "mayIShare", { body: { ...plan, subject: { ...plan.subject, ...welcome } } }),
    ])
      expect([answer.status, answer.slug]).toEqual([400, "unexpected-field"]);
    expect(service.commits).toHaveLength(commits);
  });

  it("may be shared by nobody, whatever is planned", async () => {
    const service = exchangeService();
    await agreed(service);
    const some = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
    const plans = fc.record({
      from: some(AuthorityKind.options),
      to: some(AuthorityKind.options),
      use: some(Use.options),
      purpose: some(["ssp", "psp", "ksp", "consent"]),
      subject: fc.record({
        age: fc.integer({ min: 0, max: 17 }),
        category: some(SubjectCategory.options),
        custody: some(CustodyStatus.options),
      }),
    });
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const body = { ...grounds, toNamedPerson: true, items: ["contact"], ...plan };
        const { allowed, reasons } = (await service.call(runa, "mayIShare", { body })).body;
        expect(allowed).toBe(false);
        expect(reasons).toContain("subject-is-minor");
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe("a minor routed to visits", () => {
  it("leaves exchange with a ticket and an age band only, and nothing but the sealed parcel stays for a day", async () => {
    const service = exchangeService();
    await agreed(service);
    const { status, body } = await service.call(runa, "routeMinor", routing());
    expect([status, body]).toEqual([202, { ticketId: body["ticketId"], expiresAt: "2026-03-03T08:00:00.000Z" }]);
    expect(service.bus().map(({ name, data }) => ({ name, data }))).toEqual([
      {
        name: "exchange.disclosure-offered.v1",
        data: {
          ...{ ticketId: body["ticketId"], kind: "concern-draft", recipientRole: "police_ssp_officer" },
          ...{ urgency: "days", ageBand: "15-17", areaCode: "101-3-MJO", expiresAt: "2026-03-03T08:00:00.000Z" },
        },
      },
    ]);
    expect([...service.store.vaulted.keys()]).toEqual([expect.stringMatching(/\/DEPOSIT#/)]);
    await service.settle();
    await service.wakeAt("2026-03-03T09:00:00+01:00");
    expect(service.store.vaulted.size).toBe(0);
    expect(service.bus().at(-1)).toMatchObject({
      name: "exchange.disclosure-answered.v1",
      data: { ticketId: body["ticketId"], outcome: "lapsed" },
    });
  });

  it("stands in the log by whom and to whom, though exchange keeps no record", async () => {
    const service = exchangeService();
    const { body } = await service.call(runa, "routeMinor", routing());
    expect(service.store.log.at(-1)).toMatchObject({
      act: "disclosure",
      operation: "exchange.routeMinor",
      about: `TICKET#${body["ticketId"]}`,
      actor: { id: runa.id },
      recipients: [{ role: "police_ssp_officer" }],
    });
  });

  it("is offered once, however often the request is sent", async () => {
    const service = exchangeService();
    const sent = { ...routing(), headers: { "idempotency-key": "a-minor-routed-twice" } };
    const first = await service.call(runa, "routeMinor", sent);
    const again = await service.call(runa, "routeMinor", sent);
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(service.bus()).toHaveLength(1);
    expect(service.store.log.filter(({ act }) => act === "disclosure")).toHaveLength(2);
    const reused = await service.call(runa, "routeMinor", { ...sent, ...routing(bo.cpr) });
    expect([reused.status, reused.slug]).toEqual([422, "idempotency-key-reused"]);
    expect(service.bus()).toHaveLength(1);
    const other = await service.call(runa, "routeMinor", routing());
    expect([other.status, other.slug]).toEqual([409, "duplicate-open-case"]);
  });

  it("opens for an SSP officer of the police", async () => {
    const service = exchangeService();
    const { body } = await service.call(runa, "routeMinor", routing());
    const claimant = { staffId: birk.id, agency: birk.agency, role: birk.role };
    const ticketId = body["ticketId"] as never;
    const claimed = await service.askDesk("visits", { act: "claim", ticketId, claimant });
    expect(claimed).toMatchObject({
      outcome: "done",
      handedOver: { parcel: { name: malik.name, note: "Bar en pakke for en voksen" } },
    });
  });

  it.each([
    ["an adult", routing(yusuf.cpr), runa, "subject-is-adult"],
    ["a child of nine", routing(bo.cpr), runa, "below-scope-age"],
    ["somebody who has died", routing(dagmar.cpr), runa, "person-unknown"],
    ["a number that nobody has", routing("680199-1454"), runa, "person-unknown"],
    ["no necessity", routing(malik.cpr, { necessity: "Nødvendigt for sagen" }), runa, "necessity-missing"],
    ["no agreement with the police", routing(), palle, "agreement-not-in-force"],
  ] as const)("is refused for %s, logged, and no event leaves", async (_, sent, who, reason) => {
    const service = exchangeService();
    const refused = await service.call(who, "routeMinor", sent);
    expect([refused.status, refused.reasons]).toEqual([422, [reason]]);
    expect([service.bus(), service.store.vaulted.size]).toEqual([[], 0]);
    expect(service.store.log.at(-1)).toMatchObject({ act: "refusal", refused: [reason], actor: { id: who.id } });
  });
});

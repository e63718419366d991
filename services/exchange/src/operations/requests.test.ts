import { jens, quiet, runa, yusuf } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { exchangeService } from "../testing/service.ts";
import { answeredBy, asked, contact, grounds, opened, partyOf, proposed, tests } from "../testing/stories.ts";

quiet();

const education = { kind: "education_status", text: "Er begyndt på HF, men kommer sjældent" };
const question = {
  to: partyOf(jens),
  item: "education_status",
  question: "Er han i gang med en uddannelse?",
  ...grounds,
};

describe("a request", () => {
  it("is put to one person, who reads whom it is about and answers in part (scenario 6)", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    const sent = await service.call(runa, "askForInformation", { params: { caseId }, body: question });
    const requestId = String(sent.body["requestId"]);
    expect([sent.status, sent.body]).toEqual([201, { requestId, status: "sent", lapsesOn: "2026-03-16" }]);
    const list = await service.call(jens, "listRequests", { query: { to: "me" } });
    expect(list.body["items"]).toEqual([
      { requestId, status: "sent", item: "education_status", purpose: "ssp", lapsesOn: "2026-03-16" },
    ]);
    const read = await service.call(jens, "readRequest", { params: { requestId } });
    expect(read.body).toEqual({
      ...{ requestId, status: "sent", purpose: "ssp", use: "preventive_plan", step: "plan_education" },
      ...{ item: "education_status", lapsesOn: "2026-03-16", question: question.question },
      from: partyOf(runa),
      subject: { name: yusuf.name, birthDate: yusuf.birthDate },
    });
    const body = { outcome: "part", items: [education], tests };
    const answer = await service.change(jens, "answerRequest", { params: { requestId }, body });
    expect(answer.body).toEqual({ requestId, status: "answered_part", disclosureId: requestId });
    const disclosed = await service.call(runa, "readDisclosure", { params: { disclosureId: requestId }, body: {} });
    expect(disclosed.body).toEqual({
      ...{ disclosureId: requestId, purpose: "ssp", use: "preventive_plan", step: "plan_education" },
      ...{ expiresOn: "2026-04-01", onward: "never", items: [education] },
      from: partyOf(jens),
      subject: { name: yusuf.name, birthDate: yusuf.birthDate },
    });
    expect(service.bus()).toEqual([]);
  });

  it("is declined without a reason, and there is no field for one (L5)", async () => {
    const service = exchangeService();
    const { requestId } = await asked(service, jens);
    const params = { requestId };
    const reasoned = { outcome: "declined", reason: "Ingen tid" };
    expect((await service.change(jens, "answerRequest", { params, body: reasoned })).slug).toBe("unexpected-field");
    const declined = await service.change(jens, "answerRequest", { params, body: { outcome: "declined" } });
    expect([declined.status, declined.body]).toEqual([200, { requestId, status: "declined" }]);
    expect(await service.store.load("DISCLOSURE", requestId)).toBeUndefined();
    expect((await service.call(jens, "listRequests", { query: { to: "me" } })).body).toEqual({ items: [] });
    for (const name of ["requests-declined", "exchange-requests-declined"])
      expect(await service.store.counters(name)).toEqual([]);
  });

  it("is answered once", async () => {
    const service = exchangeService();
    const { requestId } = await answeredBy(service, jens);
    const params = { requestId };
    for (const body of [{ outcome: "declined" }, { outcome: "full", items: [contact], tests }])
      expect((await service.change(jens, "answerRequest", { params, body })).slug).toBe("invalid-transition");
  });

  it("that is answered stands in the log as a disclosure to whoever asked, with the rules by which it was allowed (E1)", async () => {
    const service = exchangeService();
    const { requestId } = await answeredBy(service, jens);
    expect(
      service.store.log.find(({ act, about }) => act === "disclosure" && about === `REQUEST#${requestId}`),
    ).toMatchObject({
      ...{ operation: "exchange.answerRequest", actor: { id: jens.id } },
      recipients: [{ staffId: runa.id, agency: runa.agency }],
      rules: expect.arrayContaining(["L1", "L9"]),
    });
  });

  it("is not answered with what was not asked for (L3, G8)", async () => {
    const service = exchangeService();
    const { requestId } = await asked(service, jens);
    const body = { outcome: "full", items: [contact, education], tests };
    const refused = await service.change(jens, "answerRequest", { params: { requestId }, body });
    expect([refused.status, refused.reasons]).toEqual([422, ["necessity-missing"]]);
    expect(await service.store.load("DISCLOSURE", requestId)).toBeUndefined();
  });

  it("is not put in a case that waits for its second approval", async () => {
    const service = exchangeService();
    const { caseId } = await proposed(service);
    const refused = await service.call(runa, "askForInformation", { params: { caseId }, body: question });
    expect([refused.status, refused.slug]).toEqual([409, "second-approval-required"]);
  });

  it("asked twice with one key is one request", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    const sent = { params: { caseId }, body: question, headers: { "idempotency-key": "one-question-asked-twice" } };
    const first = await service.call(runa, "askForInformation", sent);
    const again = await service.call(runa, "askForInformation", sent);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const { items } = (await service.call(jens, "listRequests", { query: { to: "me" } })).body;
    expect(items).toHaveLength(1);
  });
});

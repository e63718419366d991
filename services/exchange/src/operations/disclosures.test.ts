import { dorte, jens, kaj, palle, quiet, runa, yusuf } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { exchangeService } from "../testing/service.ts";
import {
  answeredBy,
  asked,
  contact,
  disclosedTo,
  grounds,
  opened,
  partyOf,
  proposed,
  tests,
} from "../testing/stories.ts";

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

describe("a disclosure", () => {
  it("goes to one named person with an end, and is never passed on (G8)", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    const list = await service.call(palle, "listDisclosures", { query: { to: "me" } });
    expect(list.body["items"]).toEqual([
      { disclosureId, status: "disclosed", purpose: "ssp", expiresOn: "2026-04-01" },
    ]);
    const read = await service.call(palle, "readDisclosure", { params: { disclosureId }, body: {} });
    expect(read.body).toMatchObject({ onward: "never", items: [contact], step: "plan_education" });
    const after = await service.call(palle, "listDisclosures", { query: { to: "me" } });
    expect(after.body["items"]).toMatchObject([{ status: "read" }]);
  });

  it("tells on the list neither whom it is about nor what it says (G9)", async () => {
    const service = exchangeService();
    await disclosedTo(service, palle);
    const { text } = await service.call(palle, "listDisclosures", { query: { to: "me" } });
    expect(text).not.toMatch(/Yusuf|Træffes|2002/);
  });

  it("is logged as a disclosure, and each reading once with its reason", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    expect(service.store.log.at(-1)).toMatchObject({ act: "disclosure", about: `DISCLOSURE#${disclosureId}` });
    for (const _ of [1, 2]) await service.call(palle, "readDisclosure", { params: { disclosureId }, body: {} });
    const readings = service.store.log.filter(({ act }) => act === "consultation");
    expect(readings).toMatchObject([1, 2].map(() => ({ reason: "case-work", actor: { id: palle.id } })));
    expect(readings).toHaveLength(2);
  });

  it("is not read until its recipient has read it: the auditor's look is none", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    const looked = await service.call(dorte, "readDisclosure", { params: { disclosureId }, body: {} });
    expect(looked.body["items"]).toEqual([contact]);
    expect((await service.store.load("DISCLOSURE", disclosureId))?.state).toMatchObject({ status: "disclosed" });
  });

  it("is readable for thirty days and not a moment longer, even before the clock has come (T4)", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    const reading = { params: { disclosureId }, body: {} };
    service.passTo("2026-03-31T23:59:59+02:00");
    expect((await service.call(palle, "readDisclosure", reading)).status).toBe(200);
    service.passTo("2026-04-01T00:00:00+02:00");
    for (const who of [palle, dorte]) {
      const late = await service.call(who, "readDisclosure", reading);
      expect([late.status, late.slug]).toEqual([410, "disclosure-expired"]);
    }
  });

  it("that is taken back cannot be read, and waits for its erasure to be confirmed", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    const sent = { params: { disclosureId }, body: {} };
    expect((await service.change(runa, "recallDisclosure", sent)).body).toMatchObject({ status: "recalled" });
    expect((await service.call(palle, "readDisclosure", sent)).slug).toBe("disclosure-expired");
    expect((await service.change(runa, "recallDisclosure", sent)).slug).toBe("invalid-transition");
    expect((await service.change(palle, "confirmErasure", sent)).body).toMatchObject({ status: "erasure_confirmed" });
    expect((await service.change(palle, "confirmErasure", sent)).slug).toBe("invalid-transition");
  });

  it("goes on while the case is reviewed, and stops with the agreement (D15)", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service, yusuf, kaj, palle);
    await service.wakeAt("2026-06-01T09:00:00+02:00");
    const body = { to: partyOf(palle), items: [contact], ...grounds };
    const going = await service.call(kaj, "disclose", { params: { caseId }, body });
    expect([going.status, (await service.store.load("CASE", caseId))?.state]).toMatchObject([
      201,
      { status: "under_review" },
    ]);
    const necessity = "Han skal følges, til han har fuldført grundforløbet";
    await service.step(kaj, "reviewCase", { params: { caseId }, body: { necessity } });
    service.passTo("2026-11-01T09:00:00+01:00");
    await service.step(kaj, "reviewCase", { params: { caseId }, body: { necessity: `${necessity} til foråret` } });
    service.passTo("2027-01-01T09:00:00+01:00");
    const stopped = await service.call(kaj, "disclose", { params: { caseId }, body });
    expect([stopped.status, stopped.reasons]).toEqual([422, ["agreement-not-in-force"]]);
  });
});

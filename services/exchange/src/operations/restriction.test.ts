import { dorte, jens, palle, quiet, runa } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { type ExchangeService, exchangeService } from "../testing/service.ts";
import {
  answeredBy,
  asked,
  assessment,
  contact,
  disclosedIn,
  disclosedTo,
  grounds,
  partyOf,
  proposed,
  tests,
} from "../testing/stories.ts";

quiet();

const restrict = (service: ExchangeService, caseId: string, restricted = true) =>
  service.step(runa, "restrictCase", { params: { caseId }, body: { restricted } });

describe("a restricted case (D12)", () => {
  it("is not there for those it names, whatever they send, and nobody is told why", async () => {
    const service = exchangeService();
    const { caseId, disclosureId } = await disclosedTo(service);
    await restrict(service, caseId);
    const params = { caseId };
    const disclosure = { to: partyOf(palle), items: [contact], ...grounds };
    const question = { to: partyOf(jens), item: "contact", question: "Hvornår træffes han bedst?", ...grounds };
    const gone = await service.call(runa, "readCase", { params: { caseId: caseId.replace(/^.{8}/, "00000000") } });
    const { instance: _, ...nothing } = gone.body;
    for (const answer of [
      await service.change(runa, "readCase", { params }),
      await service.change(palle, "readCase", { params }),
      await service.change(runa, "addStatement", { params, body: assessment }),
      await service.change(runa, "correctStatement", {
        params: { statementId: `${caseId}.1` },
        body: { text: "Stod der ikke" },
      }),
      await service.change(runa, "reviewCase", { params, body: { necessity: "Han skal fortsat holdes i gang" } }),
      await service.change(palle, "removeCase", { params, body: {} }),
      await service.call(runa, "disclose", { params, body: disclosure }),
      await service.call(runa, "askForInformation", { params, body: question }),
      await service.call(palle, "readDisclosure", { params: { disclosureId }, body: {} }),
      await service.change(runa, "recallDisclosure", { params: { disclosureId }, body: {} }),
    ]) {
      const { instance: __, ...problem } = answer.body;
      expect(problem).toEqual(nothing);
    }
  });

  it("stands on no list, nor do its requests and disclosures", async () => {
    const service = exchangeService();
    const { caseId, proposer } = await asked(service, jens);
    await disclosedIn(service, caseId, proposer, palle);
    await restrict(service, caseId);
    for (const who of [runa, palle])
      expect((await service.call(who, "listCases", { query: { assignedTo: "me" } })).body).toEqual({ items: [] });
    expect((await service.call(palle, "listDisclosures", { query: { to: "me" } })).body).toEqual({ items: [] });
    expect((await service.call(jens, "listRequests", { query: { to: "me" } })).body).toEqual({ items: [] });
  });

  it("lets nobody read or answer what was asked in it", async () => {
    const service = exchangeService();
    const { caseId, requestId } = await asked(service, jens);
    await restrict(service, caseId);
    const params = { requestId };
    expect((await service.call(jens, "readRequest", { params })).slug).toBe("not-found");
    const body = { outcome: "full", items: [contact], tests };
    expect((await service.change(jens, "answerRequest", { params, body })).slug).toBe("not-found");
    expect(await service.store.load("DISCLOSURE", requestId)).toBeUndefined();
  });

  it("is seen by the auditor", async () => {
    const service = exchangeService();
    const { caseId } = await disclosedTo(service);
    await restrict(service, caseId);
    expect((await service.call(dorte, "readCase", { params: { caseId } })).body["status"]).toBe("restricted");
  });

  it("is shown again with all that belongs to it", async () => {
    const service = exchangeService();
    const { caseId, disclosureId } = await answeredBy(service, jens);
    const other = await disclosedIn(service, caseId, runa, palle);
    await restrict(service, caseId);
    expect((await restrict(service, caseId, false))["status"]).toBe("active");
    expect((await service.call(palle, "readCase", { params: { caseId } })).status).toBe(200);
    const lists = [
      await service.call(runa, "listCases", { query: { assignedTo: "me" } }),
      await service.call(runa, "listDisclosures", { query: { to: "me" } }),
      await service.call(palle, "listDisclosures", { query: { to: "me" } }),
    ];
    expect(lists.map(({ body }) => body["items"])).toMatchObject([
      [{ caseId }],
      [{ disclosureId }],
      [{ disclosureId: other }],
    ]);
    const read = await service.call(palle, "readDisclosure", { params: { disclosureId: other }, body: {} });
    expect(read.body["items"]).toEqual([contact]);
  });

  it("still ends by itself, and then whoever has something of it is asked to erase it", async () => {
    const service = exchangeService();
    const { caseId } = await disclosedTo(service);
    service.passTo("2026-08-20T09:00:00+02:00");
    const late = await disclosedIn(service, caseId, runa, palle);
    await restrict(service, caseId);
    await service.wakeAt("2026-08-29T00:00:00+02:00");
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
    const list = await service.call(palle, "listDisclosures", { query: { to: "me" } });
    expect(list.body["items"]).toMatchObject([{ disclosureId: late, status: "recalled" }]);
    const confirmed = await service.change(palle, "confirmErasure", { params: { disclosureId: late }, body: {} });
    expect(confirmed.body["status"]).toBe("erasure_confirmed");
  });

  it("is not made of a proposal", async () => {
    const service = exchangeService();
    const { caseId } = await proposed(service);
    const refused = await service.change(runa, "restrictCase", { params: { caseId }, body: { restricted: true } });
    expect([refused.status, refused.slug]).toEqual([409, "invalid-transition"]);
  });
});

import type { Operation } from "@trygt/contracts";
import { exchange } from "@trygt/contracts/exchange";
import { gro, jens, kaj, omar, palle, pia, quiet, rolf, runa, somebody } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { onPersons, proper } from "../testing/proper-requests.ts";
import { exchangeService } from "../testing/service.ts";
import {
  agreed,
  answeredBy,
  asked,
  contact,
  disclosedTo,
  opened,
  proposal,
  recalledFrom,
  tests,
} from "../testing/stories.ts";

quiet();

const naming = onPersons.filter((verb) => {
  const { path }: Operation = exchange.operations[verb];
  return /\{(caseId|statementId|requestId|disclosureId)\}/.test(path);
});

describe("what names two people", () => {
  it("is a case, a statement, a request or a disclosure", () => {
    expect(naming).toHaveLength(15);
  });

  for (const verb of naming)
    for (const stranger of [pia, kaj])
      it(`is not there for another ${stranger.role} by ${verb}, in the words used for what never was`, async () => {
        const service = exchangeService();
        const sent = await proper[verb](service, somebody("adult_case_worker"));
        const commits = service.commits.length;
        const foreign = await service.change(stranger, verb, sent);
        expect([foreign.status, foreign.slug]).toEqual([404, "not-found"]);
        expect(service.commits).toHaveLength(commits);
        const [[name = "", id = ""] = []] = Object.entries(sent.params ?? {});
        const [owner = ""] = id.split(".");
        const about = expect.stringMatching(`^(CASE|REQUEST|DISCLOSURE)#${owner}$`);
        expect(service.store.log.at(-1)).toMatchObject({ act: "denial", about, actor: { id: stranger.id } });
        const nowhere = { [name]: id.replace(/^.{8}/, "00000000") };
        const missing = await service.change(stranger, verb, { ...sent, params: nowhere });
        const { instance: _, ...problem } = foreign.body;
        const { instance: __, ...problemOfNothing } = missing.body;
        expect(problem).toEqual(problemOfNothing);
      });

  it("is on nobody else's list", async () => {
    const service = exchangeService();
    await answeredBy(service, palle);
    await disclosedTo(service, jens, omar);
    for (const stranger of [pia, rolf, kaj]) {
      const lists = [
        await service.call(stranger, "listCases", { query: { assignedTo: "me" } }),
        await service.call(stranger, "listRequests", { query: { to: "me" } }),
        await service.call(stranger, "listDisclosures", { query: { to: "me" } }),
      ];
      expect(lists.map(({ body }) => body)).toEqual([{ items: [] }, { items: [] }, { items: [] }]);
    }
  });

  it("is not opened by a name in the role of another authority (L9)", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    const elsewhere = { ...palle, agency: "probation", role: "probation_officer" } as const;
    expect((await service.call(elsewhere, "readCase", { params: { caseId } })).slug).toBe("not-found");
  });
});

describe("approval", () => {
  it("is not got from a colleague under another authority's name (G4)", async () => {
    const service = exchangeService();
    await agreed(service);
    const approver = { staffId: rolf.id, kind: "social_services" };
    const refused = await service.change(runa, "proposeCase", { body: { ...proposal(), approver } });
    expect(refused.slug).toBe("staff-role-mismatch");
  });
});

describe("a request", () => {
  it("is not declined by the one who asked", async () => {
    const service = exchangeService();
    const { requestId, proposer } = await asked(service, jens);
    const sent = { params: { requestId }, body: { outcome: "declined" } };
    expect((await service.change(proposer, "answerRequest", sent)).slug).toBe("not-found");
    const answer = { outcome: "full", items: [contact], tests };
    expect((await service.change(proposer, "answerRequest", { ...sent, body: answer })).slug).toBe("not-found");
  });
});

describe("a disclosure", () => {
  it("is not read by its sender, who may take it back", async () => {
    const service = exchangeService();
    const { disclosureId, proposer } = await disclosedTo(service, palle);
    const sent = { params: { disclosureId }, body: {} };
    expect((await service.call(proposer, "readDisclosure", sent)).slug).toBe("not-found");
    expect((await service.change(proposer, "recallDisclosure", sent)).body["status"]).toBe("recalled");
  });

  it("is not taken back by its recipient, nor its erasure confirmed by its sender", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    const sent = { params: { disclosureId }, body: {} };
    expect((await service.change(palle, "recallDisclosure", sent)).slug).toBe("not-found");
    const other = exchangeService();
    const recalled = await recalledFrom(other);
    const confirmation = { params: { disclosureId: recalled.disclosureId }, body: {} };
    expect((await other.change(recalled.proposer, "confirmErasure", confirmation)).slug).toBe("not-found");
    expect((await other.change(palle, "confirmErasure", confirmation)).body["status"]).toBe("erasure_confirmed");
  });

  it("is not made to a street worker: the role takes part in no exchange of persons", async () => {
    const service = exchangeService();
    const { caseId, proposer } = await opened(service);
    const to = { staffId: gro.id, kind: "culture_and_leisure" };
    const body = { to, items: [contact], use: "conflict_prevention", step: "prevent_a_conflict", tests };
    const necessity = "Han skal holdes fra pladsen i aften, og Gro er der";
    const refused = await service.change(proposer, "disclose", { params: { caseId }, body: { ...body, necessity } });
    expect(refused.slug).toBe("staff-role-mismatch");
  });
});

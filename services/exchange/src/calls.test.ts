import { exchange } from "@trygt/contracts/exchange";
import { countingRequests, jens, palle, quiet, runa, somebody, testCosts } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { proper } from "./testing/proper-requests.ts";
import { exchangeOn, type Verb } from "./testing/service.ts";
import { asked, disclosedIn, opened } from "./testing/stories.ts";

quiet();

/** Exchange on the real engine, and the requests that it makes of it; the desk, another function, on the same table. */
const counted = await countingRequests(exchangeOn);

const create = ["TransactWriteItems"];
const change = ["GetItem", "TransactWriteItems"];
/** The command's two and one for the agreement: the budget of the gate. */
const judged = ["GetItem", "GetItem", "TransactWriteItems"];
const list = ["Query", "PutItem"];
/** State, vault, and the log entry that also counts the person (G7). */
const person = ["GetItem", "BatchGetItem", "TransactWriteItems"];
/** What is gone takes its history along, which has to be found. */
const removal = ["GetItem", "Query", "TransactWriteItems"];

const costs: Record<Verb, readonly string[]> = {
  proposeCase: create,
  // Whether it came before; at the desk the ticket, without the agreement that one authority needs not; the log entry with the answer that is kept
  routeMinor: ["GetItem", "GetItem", "TransactWriteItems", "TransactWriteItems"],
  approveCase: change,
  addStatement: change,
  correctStatement: change,
  reviewCase: change,
  removeCase: removal,
  restrictCase: change,
  listCases: list,
  readCase: person,
  askForInformation: judged,
  answerRequest: judged,
  listRequests: list,
  readRequest: person,
  disclose: judged,
  // The first reading is noted before the vault is opened
  readDisclosure: ["GetItem", "TransactWriteItems", "BatchGetItem", "TransactWriteItems"],
  readDisclosureReceipt: ["GetItem", "PutItem"],
  recallDisclosure: change,
  confirmErasure: change,
  listDisclosures: list,
  listUnconfirmedErasures: list,
  listOffers: list,
  // The inbox's own, and at the desk the ticket and its parcel
  acceptOffer: ["GetItem", "GetItem", "BatchGetItem", "TransactWriteItems", "TransactWriteItems"],
  returnOffer: ["GetItem", "GetItem", "TransactWriteItems", "TransactWriteItems"],
  readOffer: ["GetItem", "PutItem"],
  mayIShare: ["GetItem", "PutItem"],
  recordAgreement: change,
  reportGathering: create,
  assessGathering: change,
  agreeAction: change,
  beginAction: change,
  standDown: change,
  debriefGathering: change,
  listGatherings: list,
  readGathering: ["GetItem", "PutItem"],
  readAdvice: list,
  publishTrend: change,
  readGatheringFigures: list,
  draftZone: create,
  decideZone: change,
  announceZone: change,
  endZone: change,
  listZones: list,
  readZone: ["GetItem", "PutItem"],
  placeHold: change,
};

/** At most this many when a request is repeated: what is not there any more is looked for once more. */
const repeated: Partial<Record<Verb, number>> = {
  askForInformation: 3,
  answerRequest: 3,
  disclose: 3,
  acceptOffer: 3,
  removeCase: 3,
  mayIShare: 2,
  readDisclosure: 4,
};

describe("requests to the table", { timeout: 60_000 }, () => {
  testCosts({ contract: exchange, counted, proper, costs, repeated });

  it("a role without the right costs the log entry alone", async () => {
    const { service, during } = await counted();
    const sent = await proper.readCase(service, runa);
    const { answer, requests } = await during(() => service.call(somebody("mentor", runa.id), "readCase", sent));
    expect([answer.status, requests]).toEqual([404, ["PutItem"]]);
  });

  it("a removal reads each record that ends with the case, and writes all of them at once", async () => {
    const { service, during } = await counted();
    const { caseId, proposer } = await asked(service, jens);
    await disclosedIn(service, caseId, proposer, palle);
    const version = await service.versionOf("CASE", caseId);
    const sent = { params: { caseId }, body: {}, version };
    const { answer, requests } = await during(() => service.call(proposer, "removeCase", sent));
    expect(answer.status).toBe(200);
    // The case; the request and the answer that it may have, the disclosure; the histories of case and request
    expect([...requests].sort()).toEqual([
      ...Array.from({ length: 4 }, () => "GetItem"),
      ...["Query", "Query", "TransactWriteItems"],
    ]);
  });

  it("a case with more disclosures than one transaction holds is restricted, shown again and removed", async () => {
    const { service } = await counted();
    const { caseId, proposer } = await opened(service);
    const disclosureIds: string[] = [];
    for (let n = 0; n < 40; n += 1) disclosureIds.push(await disclosedIn(service, caseId, proposer, palle));
    const params = { caseId };
    for (const restricted of [true, false])
      await service.step(proposer, "restrictCase", { params, body: { restricted } });
    await service.step(proposer, "correctStatement", {
      params: { statementId: `${caseId}.1` },
      body: { text: "Stod der to aftener" },
    });
    await service.step(proposer, "removeCase", { params, body: {} });
    for (const id of disclosureIds)
      expect((await service.store.load("DISCLOSURE", id))?.state).toMatchObject({
        status: "recalled",
        correctedOn: "2026-03-02",
      });
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
  });

  it("a whole story and its end leave only figures, agreements and kept replies behind on the real engine", async () => {
    const { service } = await counted();
    const { caseId, requestId } = await asked(service, jens);
    await service.wakeAt("2029-01-01T00:00:00+01:00");
    for (const [kind, id] of [
      ["CASE", caseId],
      ["REQUEST", requestId],
    ] as const)
      expect(await service.store.load(kind, id)).toBeUndefined();
    expect(await Array.fromAsync(service.store.due("2100-01-01T00:00:00.000Z" as never))).toEqual([]);
    expect(await service.store.counters("exchange-cases-removed")).toMatchObject([{ period: "2029-01", count: 1 }]);
  });
});

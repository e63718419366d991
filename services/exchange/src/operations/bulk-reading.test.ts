import { crowd, dorte, palle, quiet, runa, yusuf } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { type ExchangeService, exchangeService } from "../testing/service.ts";
import { disclosedIn, opened } from "../testing/stories.ts";

quiet();

const read = (service: ExchangeService, caseId: string, who = runa) =>
  service.call(who, "readCase", { params: { caseId } });

/** Cases on so many different people, all with Runa and Palle. */
const casesOn = async (service: ExchangeService, people: number): Promise<readonly string[]> => {
  const cases: string[] = [];
  for (const person of crowd.slice(0, people)) cases.push((await opened(service, person)).caseId);
  return cases;
};

describe("looking people up (G7)", () => {
  it("stops at the twenty-first different person of a day, and the log keeps that it was tried", async () => {
    const service = exchangeService();
    const cases = await casesOn(service, 21);
    for (const caseId of cases.slice(0, 20)) expect((await read(service, caseId)).status).toBe(200);
    const refused = await read(service, cases[20] ?? "");
    expect([refused.status, refused.slug]).toEqual([429, "bulk-read-refused"]);
    expect(refused.text).not.toMatch(/Papfigur/);
    expect(service.store.log.at(-1)).toMatchObject({
      act: "refusal",
      refused: ["bulk-read-refused"],
      actor: { id: runa.id },
    });
    expect((await read(service, cases[0] ?? "")).status).toBe(200);
    expect((await read(service, cases[20] ?? "", palle)).status).toBe(200);
  });

  it("counts a person once, whatever is read of them and how often", async () => {
    const service = exchangeService();
    const cases = await casesOn(service, 19);
    for (const caseId of cases) await read(service, caseId, palle);
    const { caseId } = await opened(service, yusuf);
    const disclosureId = await disclosedIn(service, caseId, runa, palle);
    const reading = { params: { disclosureId }, body: {} };
    expect((await read(service, caseId, palle)).status).toBe(200);
    for (const _ of [1, 2]) expect((await service.call(palle, "readDisclosure", reading)).status).toBe(200);
    const more = await opened(service, crowd[20]);
    expect((await read(service, more.caseId, palle)).slug).toBe("bulk-read-refused");
  });

  it("is refused for disclosures as for cases, and shows nothing of them", async () => {
    const service = exchangeService();
    const cases = await casesOn(service, 21);
    const disclosureId = await disclosedIn(service, cases[20] ?? "", runa, palle);
    for (const caseId of cases.slice(0, 20)) await read(service, caseId, palle);
    const refused = await service.call(palle, "readDisclosure", { params: { disclosureId }, body: {} });
    expect([refused.status, refused.slug]).toEqual([429, "bulk-read-refused"]);
    expect(refused.text).not.toContain("Træffes");
    expect(
      service.store.log.filter(({ act, about }) => act === "consultation" && about?.includes(disclosureId)),
    ).toEqual([]);
  });

  it("begins anew on the next day, at midnight in Copenhagen", async () => {
    const service = exchangeService();
    const cases = await casesOn(service, 21);
    for (const caseId of cases) await read(service, caseId);
    service.passTo("2026-03-02T23:59:59+01:00");
    expect((await read(service, cases[20] ?? "")).slug).toBe("bulk-read-refused");
    service.passTo("2026-03-03T00:00:00+01:00");
    expect((await read(service, cases[20] ?? "")).status).toBe(200);
  });

  it("is watched for the auditor too", async () => {
    const service = exchangeService();
    const cases = await casesOn(service, 21);
    for (const caseId of cases.slice(0, 20)) await read(service, caseId, dorte);
    expect((await read(service, cases[20] ?? "", dorte)).slug).toBe("bulk-read-refused");
  });

  it("is not lists: those name nobody", async () => {
    const service = exchangeService();
    await casesOn(service, 22);
    const { status, body, text } = await service.call(runa, "listCases", { query: { assignedTo: "me" } });
    expect(status).toBe(200);
    expect(body["items"]).toHaveLength(22);
    expect(text).not.toMatch(/Papfigur|"1990-/);
  });
});

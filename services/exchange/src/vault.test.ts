import { birk, dorte, jens, malik, omar, palle, quiet, runa, yusuf } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { proper, someoneFor } from "./testing/proper-requests.ts";
import { type ExchangeService, exchangeService, type Verb } from "./testing/service.ts";
import { answeredBy, assessment, contact, disclosedIn, fact, necessity, offered, parcelOn } from "./testing/stories.ts";

quiet();

/** What nobody may find outside the vault: names, numbers, birth dates of minors, and every word about somebody. */
const secrets = [
  ...[yusuf, omar, malik].flatMap(({ name, cpr }) => [name, cpr, `${cpr.slice(0, 6)}-${cpr.slice(6)}`]),
  ...[malik.birthDate, omar.birthDate, necessity, fact.text, assessment.text, contact.text],
  ...["Hvornår træffes han bedst?", parcelOn(omar).note, "Bar en pakke for en voksen", "Stod der to aftener"],
];

/** All that a service has written outside the vault: states, histories with what was announced, log, kept replies. */
const outside = ({ commits, store }: Pick<ExchangeService, "commits"> & { store: { log: unknown } }): string =>
  JSON.stringify([
    commits.map(({ vault: _, ...written }) => written),
    store.log,
    commits.map(({ vault = [] }) => vault.map(({ subject, item }) => [subject, item])),
  ]);

const found = (text: string) => secrets.filter((secret) => text.includes(secret));

/** Everything that can happen to Yusuf, Omar and Malik in exchange. */
const wholeStory = async () => {
  const service = exchangeService();
  const { caseId, disclosureId } = await answeredBy(service, jens);
  const other = await disclosedIn(service, caseId, runa, palle);
  await service.step(runa, "correctStatement", {
    params: { statementId: `${caseId}.1` },
    body: { text: "Stod der to aftener" },
  });
  for (const [who, id] of [
    [runa, disclosureId],
    [palle, other],
  ] as const)
    await service.call(who, "readDisclosure", { params: { disclosureId: id }, body: {} });
  for (const who of [runa, palle, dorte]) await service.call(who, "readCase", { params: { caseId } });
  const ticketId = await offered(service);
  await service.step(palle, "acceptOffer", { params: { ticketId }, body: {} });
  const correctionId = "70000000-0000-4000-8000-00000000000c" as never;
  const better = { ...parcelOn(omar), note: parcelOn(omar).note };
  await service.askDesk("visits", { act: "correct", ticketId, correctionId, parcel: better });
  await service.settle();
  const { body } = await proper.routeMinor(service, runa);
  const routed = await service.step(runa, "routeMinor", { body });
  const claimant = { staffId: birk.id, agency: birk.agency, role: birk.role };
  await service.askDesk("visits", { act: "claim", ticketId: routed["ticketId"] as never, claimant });
  await service.call(runa, "proposeCase", { body: { ...(body as object), purpose: "ssp" } });
  return { service, caseId, ticketId };
};

describe("personal data", () => {
  it("stand in the vault and nowhere else, whatever was done", async () => {
    const { service } = await wholeStory();
    expect(service.store.vaulted.size).toBeGreaterThan(5);
    expect(found(outside(service))).toEqual([]);
  });

  it("are not on the bus: tickets, codes and dates only", async () => {
    const { service } = await wholeStory();
    expect(service.bus().length).toBeGreaterThan(4);
    const text = JSON.stringify(service.bus());
    expect(found(text)).toEqual([]);
    expect(text).not.toMatch(/visits|yusuf|[0-9a-f]{32}/i);
  });

  it("are in no answer to a write", async () => {
    for (const verb of ["proposeCase", "addStatement", "askForInformation", "answerRequest", "disclose"] as Verb[]) {
      const service = exchangeService();
      const me = someoneFor(verb);
      const sent = await proper[verb](service, me);
      expect(found((await service.change(me, verb, sent)).text)).toEqual([]);
    }
  });

  it("are gone when all has ended and everybody has confirmed: nothing is left but figures (T10)", async () => {
    const { service, caseId, ticketId } = await wholeStory();
    await service.step(runa, "removeCase", { params: { caseId }, body: {} });
    await service.askDesk("visits", { act: "recall", ticketId });
    await service.settle();
    for (const who of [runa, palle]) {
      const { items } = (await service.call(who, "listDisclosures", { query: { to: "me" } })).body;
      for (const { disclosureId } of items as { disclosureId: string }[])
        await service.step(who, "confirmErasure", { params: { disclosureId }, body: {} });
    }
    await service.wakeAt("2026-06-01T00:00:00+02:00");
    expect(service.store.vaulted.size).toBe(0);
    expect([...service.store.history.keys()].filter((key) => !key.startsWith("AGREEMENT#"))).toEqual([]);
    expect(await Array.fromAsync(service.store.due("2100-01-01T00:00:00.000Z" as never))).toEqual([]);
    expect((await service.call(dorte, "listUnconfirmedErasures", { query: {} })).body).toEqual({ items: [] });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { agree, party, proposal } from "./support/exchange-stories.ts";
import { leaks, wordsIn } from "./support/secrecy.ts";
import { children, openCase } from "./support/stories.ts";

describe("Adam is eighteen, and wants the adult team to know him (scenario 2, with his yes)", () => {
  const note = "Vil gerne have hjælp til at blive i lære som tømrer";
  const consent = {
    youth: true,
    custodyHolder: false,
    custodyHolderTold: false,
    textVersion: "2026-1",
    language: "da",
  };
  const necessity = "Voksenteamet skal kende ham for at kunne gå videre med lærepladsen";
  const adam = ["Adam", "Fiktivsen", "7503084277", children.Adam, note];
  let city: City;
  let caseId = "";
  let work: Awaited<ReturnType<typeof openCase>>["work"];
  let ticketId = "";
  beforeAll(async () => {
    city = await boot();
    await agree(city);
    ({ caseId, work } = await openCase(city, "Adam"));
  });
  afterAll(() => city.stop());

  const handOver = async (said = consent) => {
    const { etag: ifMatch = "" } = await work.read();
    return city.as("Signe").visits.handOver({ params: { caseId }, body: { consent: said, note, necessity }, ifMatch });
  };
  const offers = async (name: string) =>
    (await done(city.as(name).exchange.listOffers({ query: { status: "open" } }))).body.items;
  const read = (name: string) => city.as(name).exchange.readOffer({ params: { ticketId }, reason: "case-work" });
  const exchangeRows = () => city.rows("ExchangeTable");

  test("while he is seventeen nobody hands him over", async () => {
    expect(await refusal(handOver({ ...consent, custodyHolderTold: true }))).toEqual([422, "subject-is-minor"]);
    await city.advance("2026-03-16T09:00:00+01:00");
  });

  test("without his own yes nothing goes anywhere, whatever his parents say", async () => {
    const parents = { ...consent, youth: false, custodyHolder: true, custodyHolderTold: true };
    expect(await refusal(handOver(parents))).toEqual([422, "consent-missing"]);
    await city.settle();
    expect(await city.events("exchange.disclosure-offered.v1")).toEqual([]);
    expect((await exchangeRows()).filter(({ pk }) => /^(SUBJECT|TICKET)#/.test(pk))).toEqual([]);
  });

  test("with it he is offered to the adult team, as an age band and an area", async () => {
    ({ ticketId } = (await done(handOver())).body);
    await city.settle();
    expect(await offers("Palle")).toMatchObject([
      { ticketId, kind: "adult-handover", ageBand: "18-25", areaCode: "101-3-MJO", status: "open" },
    ]);
    expect((await done(read("Palle"))).body).not.toHaveProperty("person");
    for (const name of ["Runa", "Jens", "Birk"]) expect(await refusal(read(name))).toEqual([404, "not-found"]);
  });

  test("Palle accepts and reads; to Pia it is gone, and to Signe it is accepted", async () => {
    const { etag: ifMatch = "" } = await done(read("Palle"));
    await done(city.as("Palle").exchange.acceptOffer({ params: { ticketId }, body: {}, ifMatch }));
    expect((await done(read("Palle"))).body).toMatchObject({
      person: { name: "Adam Fiktivsen", birthDate: "2008-03-15", note },
    });
    expect(await refusal(read("Pia"))).toEqual([404, "not-found"]);
    await city.settle();
    const state = (await city.rows("records")).find(({ pk, sk }) => pk === `CASE#${caseId}` && sk === "STATE");
    expect(state?.["state"]).toMatchObject({ referrals: [{ ticketId, kind: "adult-handover", status: "accepted" }] });
  });

  test("that is no exchange case: one may be proposed, and the police have to approve it", async () => {
    expect((await exchangeRows()).filter(({ pk }) => pk.startsWith("CASE#"))).toEqual([]);
    const body = { ...proposal(city, children.Adam), approver: party(city, "Runa", "police") };
    const proposed = await done(city.as("Palle").exchange.proposeCase({ body }));
    expect(proposed.body.status).toBe("proposed");
    expect(await offers("Pia")).toEqual([]);
  });

  test("the case of the boy closes a fortnight after his birthday, and its end carries the ticket", async () => {
    await city.advance("2026-03-29T00:01:00+01:00");
    expect((await work.read()).body).toMatchObject({ status: "closed", closeReason: "turned_18" });
    await city.settle();
    const closed = await city.events("visits.case-closed.v1");
    expect(closed.map(({ detail }) => detail["data"])).toEqual([
      { caseRef: caseId, reasonCode: "turned_18", ticketId },
    ]);
  });

  test("what Palle does not take further is erased from his inbox a fortnight after he accepted it", async () => {
    await city.advance("2026-03-31T00:01:00+02:00");
    const rows = await exchangeRows();
    expect(rows.filter(({ sk }) => /^(PARCEL|DEPOSIT)#/.test(sk))).toEqual([]);
    // His proposal was not approved within its fortnight either, and is gone with all it said
    expect(wordsIn(JSON.stringify(rows), adam)).toEqual([]);
  });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(await leaks(city, [note, necessity])).toEqual([]);
  });
});

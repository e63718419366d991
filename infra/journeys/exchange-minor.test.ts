import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { agree, proposal } from "./support/exchange-stories.ts";
import { leaks, wordsIn } from "./support/secrecy.ts";
import { acceptance, children, observation } from "./support/stories.ts";

describe("Runa wants a case on Malik, who is fifteen: he belongs with visits (scenario 7)", () => {
  const seen = "Står sammen med ældre drenge ved bommen om aftenen";
  const own = "Blev set holde udkig ved opgangen to aftener";
  const malik = ["Malik", "Testesen", "7204104311", children.Malik, seen];
  const draft = {
    subject: { cpr: children.Malik },
    areaCode: "101-3-MJO",
    necessity: "Nogen bør tale med familien, før de ældre drenge gør det",
    text: seen,
  };
  let city: City;
  let ticketId = "";
  let etag = "";
  beforeAll(async () => {
    city = await boot();
    await agree(city);
  });
  afterAll(() => city.stop());

  const exchangeRows = () => city.rows("ExchangeTable");
  const offers = async (name: string, status: "open" | "accepted" = "open") =>
    (await done(city.as(name).visits.listOffers({ query: { status } }))).body.items;
  const offer = (name: string) => city.as(name).visits.readOffer({ params: { ticketId }, reason: "screening" });

  test("the proposal is refused, with the way to visits, and nothing of it is kept", async () => {
    const before = JSON.stringify(await exchangeRows());
    const { problem } = await city.as("Runa").exchange.proposeCase({ body: proposal(city, children.Malik) });
    expect(problem).toMatchObject({ slug: "subject-is-minor", status: 422 });
    expect(`${problem?.title} ${problem?.detail}`).toMatch(/visit/i);
    expect(JSON.stringify(await exchangeRows())).toBe(before);
    const logged = (await city.rows("ExchangeAccessLog")).filter(({ act }) => act === "refusal");
    expect(logged).toMatchObject([{ refused: ["subject-is-minor"], actor: { id: city.as("Runa").id } }]);
  });

  test("without her yes nothing goes to visits", async () => {
    await city.settle();
    expect(await city.events()).toEqual([]);
    expect(await offers("Birk")).toEqual([]);
  });

  test("on her explicit yes a draft is offered for a day", async () => {
    const offered = await done(city.as("Runa").exchange.routeMinor({ body: draft, idempotencyKey: key }));
    expect(Date.parse(offered.body.expiresAt) - Date.parse("2026-03-03T08:00:00Z")).toBeLessThan(60_000);
    ticketId = offered.body.ticketId;
  });

  test("the same yes again is the same offer, and another yes for him is refused while the first stands", async () => {
    const again = await done(city.as("Runa").exchange.routeMinor({ body: draft, idempotencyKey: key }));
    expect(again.body.ticketId).toBe(ticketId);
    expect(await refusal(city.as("Palle").exchange.routeMinor({ body: draft }))).toEqual([409, "duplicate-open-case"]);
  });

  test("the event carries a ticket, kind, role, age band and area, and nothing else", async () => {
    await city.settle();
    const [event, ...more] = await city.events();
    expect(more).toEqual([]);
    expect(event?.["detail-type"]).toBe("exchange.disclosure-offered.v1");
    expect(event?.detail["data"]).toEqual({
      expiresAt: expect.stringMatching(/^2026-03-03T08:0/),
      ticketId,
      kind: "concern-draft",
      recipientRole: "police_ssp_officer",
      urgency: "days",
      ageBand: "15-17",
      areaCode: "101-3-MJO",
    });
  });

  test("the log of exchange says that it was Runa who disclosed", async () => {
    const entries = (await city.rows("ExchangeAccessLog")).filter(({ about }) => about === `TICKET#${ticketId}`);
    const runa = expect.objectContaining({ id: city.as("Runa").id, role: "police_lead" });
    expect(entries).toContainEqual(expect.objectContaining({ act: "disclosure", actor: runa }));
  });

  test("Birk and Bodil see what is offered, not whom it is about; SSP consultants do not see it", async () => {
    for (const name of ["Birk", "Bodil"]) {
      expect(await offers(name)).toMatchObject([{ ticketId, kind: "concern-draft", ageBand: "15-17", status: "open" }]);
      expect((await done(offer(name))).body).not.toHaveProperty("person");
    }
    expect(await refusal(offer("Signe"))).toEqual([404, "not-found"]);
  });

  test("Birk accepts and reads; to Bodil the offer is gone", async () => {
    const { visits } = city.as("Birk");
    const params = { ticketId };
    const ifMatch = (await done(offer("Birk"))).etag ?? "";
    expect((await done(visits.acceptOffer({ params, body: {}, ifMatch }))).body).toEqual({
      ticketId,
      status: "accepted",
    });
    const read = await done(offer("Birk"));
    expect(read.body.person).toEqual({ name: "Malik Testesen", birthDate: "2010-04-12", note: seen });
    etag = read.etag ?? "";
    expect(await refusal(offer("Bodil"))).toEqual([404, "not-found"]);
    expect(await refusal(city.as("Bodil").visits.acceptOffer({ params, body: {}, ifMatch: etag }))).toEqual([
      404,
      "not-found",
    ]);
    expect(await offers("Bodil")).toEqual([]);
    expect(await offers("Birk", "accepted")).toMatchObject([{ ticketId, status: "accepted" }]);
  });

  test("exchange then holds nothing on Malik but the trace of the ticket", async () => {
    await city.settle();
    const rows = await exchangeRows();
    expect(wordsIn(JSON.stringify(rows), malik)).toEqual([]);
    expect(rows.filter(({ pk }) => /^(SUBJECT|UNIQUE|CASE)#/.test(pk))).toEqual([]);
    const trace = rows.find(({ pk, sk }) => pk === `TICKET#${ticketId}` && sk === "STATE");
    expect(trace?.["state"]).toMatchObject({
      status: "accepted",
      claim: {
        claimant: { staffId: city.as("Birk").id, agency: "police", role: "police_ssp_officer" },
        service: "visits",
      },
    });
    expect(JSON.stringify(trace)).not.toContain("2010-04-12");
    expect(await city.events("exchange.disclosure-answered.v1")).toMatchObject([
      { detail: { data: { ticketId, outcome: "accepted" } } },
    ]);
  });

  test("the draft alone is no concern: Birk completes it with grounds of his own, under the rules of concerns", async () => {
    const complete = (grounds: ReturnType<typeof observation>[], ifMatch = etag) =>
      city.as("Birk").visits.completeConcern({
        params: { ticketId },
        body: { areaCode: "101-3-MJO", grounds },
        ifMatch,
        idempotencyKey: keyOf(grounds, ifMatch),
      });
    const rumour = [observation("Fætteren er kendt af politiet", "2026-02-24", "relatives_conviction")];
    expect(await refusal(complete(rumour))).toEqual([422, "insufficient-ground"]);
    const stale = [observation(own, "2025-11-01")];
    expect(await refusal(complete(stale))).toContain("stale-ground");
    const { concernId, status } = (await done(complete([observation(own)]))).body;
    expect(status).toBe("received");
    expect((await done(complete([observation(own)]))).body).toEqual({ concernId, status });
    const later = (await done(offer("Birk"))).etag ?? "";
    expect(await refusal(complete([observation(own)], later))).toEqual([409, "invalid-transition"]);
    expect(await refusal(complete([observation(seen)]))).toEqual([412, "version-conflict"]);

    const { visits } = city.as("Signe");
    const concern = await done(visits.readConcern({ params: { concernId }, reason: "screening" }));
    expect(JSON.stringify(concern.body)).toContain(own);
    expect(JSON.stringify(concern.body)).not.toContain(seen);
    const screened = await done(
      visits.screenConcern({ params: { concernId }, body: acceptance, ifMatch: concern.etag ?? "" }),
    );
    expect(screened.body.caseId).toBeDefined();
    const outcome = await done(city.as("Birk").visits.readConcernOutcome({ params: { concernId } }));
    expect(outcome.body.status).toBe("accepted");
  });

  test("the parcel is gone from visits once the concern stands, and its trace a fortnight later", async () => {
    const parcels = async () => (await city.rows("records")).filter(({ sk }) => sk.startsWith("PARCEL#"));
    expect(await parcels()).toEqual([]);
    expect((await done(offer("Birk"))).body).toMatchObject({ status: "done" });
    await city.advance("2026-03-17T00:01:00+01:00");
    expect((await city.rows("records")).filter(({ pk }) => pk === `OFFER#${ticketId}`)).toEqual([]);
  });

  test("a draft that nobody accepts lapses after a day, and exchange keeps nothing of it", async () => {
    const { body } = await done(
      city.as("Palle").exchange.routeMinor({ body: { ...draft, subject: { cpr: children.Noah } } }),
    );
    await city.settle();
    const [open] = await offers("Bodil");
    expect(open).toMatchObject({ ticketId: body.ticketId, ageBand: "10-14" });
    await city.advance("P1DT1M");
    await city.settle();
    expect(await offers("Bodil")).toEqual([]);
    const rows = await exchangeRows();
    expect(rows.filter(({ pk }) => pk.startsWith("SUBJECT#"))).toEqual([]);
    expect(wordsIn(JSON.stringify(rows), ["Noah", "Prøvsen", "6309114135", seen])).toEqual([]);
    expect((await city.events("exchange.disclosure-answered.v1")).at(-1)?.detail["data"]).toEqual({
      ticketId: body.ticketId,
      outcome: "lapsed",
    });
  });

  test("thirty days after its end the trace of a ticket is gone as well", async () => {
    await city.advance("2026-04-18T00:01:00+02:00");
    expect((await exchangeRows()).filter(({ pk }) => pk.startsWith("TICKET#"))).toEqual([]);
  });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(await leaks(city, [seen, own])).toEqual([]);
  });
});

const key = randomUUID();

// The same act has the same key, another act another
const keys = new Map<string, string>();
const keyOf = (...act: unknown[]): string => {
  const name = JSON.stringify(act);
  keys.set(name, keys.get(name) ?? randomUUID());
  return keys.get(name) ?? "";
};

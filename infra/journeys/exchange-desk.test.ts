import { createClient } from "@trygt/client";
import type { TicketId } from "@trygt/contracts/desk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobs } from "./second-service/jobs/service.ts";
import { done, refusal } from "./support/answers.ts";
import { type Assembly, assemblyWith } from "./support/assembly.ts";
import { boot, type City } from "./support/city.ts";
import { agree } from "./support/exchange-stories.ts";
import { leaks, wordsIn } from "./support/secrecy.ts";
import { openCase } from "./support/stories.ts";

const wish = "Vil gerne arbejde med cykler efter skole";
const corrected = "Vil gerne arbejde i et køkken efter skole";
const necessity = "Jobcentret skal vide, hvem den unge er, for at finde en plads";
const consent = { youth: true, custodyHolder: true, custodyHolderTold: true, textVersion: "2026-1", language: "da" };
const malik = ["Malik", "Testesen", "7204104311", wish, corrected];

let city: City;
let assembly: Assembly;
let opened: Awaited<ReturnType<typeof openCase>>;
beforeAll(async () => {
  assembly = assemblyWith({ jobs: true });
  city = await boot({ assembly: assembly.folder });
  opened = await openCase(city, "Malik");
});
afterAll(async () => {
  await city.stop();
  assembly.remove();
});

const inbox = (name: string) =>
  createClient({ baseUrl: city.url, token: city.as(name).token, contracts: { jobs } }).jobs;
const offers = async (name: string, status: "open" | "accepted" = "open") =>
  (await done(inbox(name).listOffers({ query: { status } }))).body.items;
const read = (name: string, ticketId: string) => inbox(name).readOffer({ params: { ticketId }, reason: "case-work" });
const accept = async (name: string, ticketId: string) =>
  inbox(name).acceptOffer({ params: { ticketId }, body: {}, ifMatch: (await done(read(name, ticketId))).etag ?? "" });
const giveBack = async (name: string, ticketId: string) =>
  inbox(name).returnOffer({
    params: { ticketId },
    body: { reason: "no_capacity" },
    ifMatch: (await done(read(name, ticketId))).etag ?? "",
  });

/** Signe's side of it. */
const refer = async (said = consent) => {
  const { etag: ifMatch = "" } = await opened.work.read();
  const params = { caseId: opened.caseId };
  return city.as("Signe").visits.referToJob({ params, body: { consent: said, wish, necessity }, ifMatch });
};
const referred = async (): Promise<TicketId> => {
  const { ticketId } = (await done(refer())).body;
  await city.settle();
  return ticketId as TicketId;
};
const recall = async (ticketId: string) => {
  // What others announce changes her case too: she recalls on what she reads when all of it has come
  await city.settle();
  return city.as("Signe").visits.recallReferral({
    params: { caseId: opened.caseId, ticketId },
    body: {},
    ifMatch: (await opened.work.read()).etag ?? "",
  });
};
/** What visits knows of an offer. */
const known = async (ticketId: string) => {
  await city.settle();
  const row = (await city.rows("records")).find(({ pk, sk }) => pk === `CASE#${opened.caseId}` && sk === "STATE");
  const state = row?.["state"] as
    | { referrals: { ticketId: string; status: string; reasonCode?: string }[] }
    | undefined;
  return state?.referrals.find((one) => one.ticketId === ticketId);
};

/** Somebody who comes to the desk without a service in between, by the door of the job centre's. */
const atDesk = async (message: object) => {
  const request = { correlationId: "journey", message };
  const response = await fetch(`${city.url}/desk`, { method: "POST", body: JSON.stringify(request) });
  return (await response.json()) as { outcome: string; reasons?: string[]; parcel?: object };
};
const claimant = (name: string, agency: string, role: string) => ({ staffId: city.as(name).id, agency, role });
const claim = (ticketId: string, by: ReturnType<typeof claimant>) => atDesk({ act: "claim", ticketId, claimant: by });
const outcomes = async (ticketId: string) => {
  await city.settle();
  return (await city.events("exchange.disclosure-answered.v1"))
    .map(({ detail }) => detail["data"] as { ticketId: string; outcome: string })
    .filter((data) => data.ticketId === ticketId)
    .map(({ outcome }) => outcome);
};
const unconfirmed = async () =>
  (await done(city.as("Dorte").exchange.listUnconfirmedErasures({ query: {} }))).body.items;
const parcels = async () =>
  (await city.rows("JobsTable")).filter(({ sk }) => sk.startsWith("PARCEL#")).map(({ content }) => content);

describe("before anything is offered", () => {
  test("without an agreement between municipality and job centre nothing is offered", async () => {
    expect(await refusal(refer())).toEqual([422, "agreement-not-in-force"]);
    await agree(city);
  });

  test("without his own yes, and somebody at home who knows, nothing is offered", async () => {
    expect(await refusal(refer({ ...consent, youth: false }))).toEqual([422, "consent-missing"]);
    const untold = { ...consent, custodyHolder: false, custodyHolderTold: false };
    expect(await refusal(refer(untold))).toEqual([422, "consent-missing"]);
    await city.settle();
    expect(await city.events("exchange.disclosure-offered.v1")).toEqual([]);
  });
});

describe("Malik wants a job after school, and Jens finds him one", () => {
  let ticketId: TicketId;

  test("the offer tells a track and an age band, and not which service asked", async () => {
    ticketId = await referred();
    const [event] = await city.events("exchange.disclosure-offered.v1");
    expect(event?.detail["data"]).toEqual({
      ticketId,
      kind: "job-referral",
      recipientRole: "employment_adviser",
      track: "youth",
      urgency: "days",
      ageBand: "15-17",
      areaCode: "101-3-MJO",
      expiresAt: expect.stringMatching(/^2026-03-03T08:0/),
    });
    expect(JSON.stringify(event)).not.toMatch(/visits/);
    for (const name of ["Jens", "Jonna"])
      expect(await offers(name)).toMatchObject([{ ticketId, track: "youth", status: "open" }]);
    expect((await done(read("Jens", ticketId))).body).not.toHaveProperty("person");
    expect(JSON.stringify(await city.rows("JobsTable"))).not.toMatch(/visits\b/);
  });

  test("a second offer on him to the same role is refused while the first is open", async () => {
    expect(await refusal(refer())).toEqual([409, "duplicate-open-case"]);
  });

  test("at the desk another role, another ticket and whoever is not the depositor get nothing", async () => {
    const nothing = { outcome: "refused", reasons: ["not-found"] };
    expect(await claim(ticketId, claimant("Palle", "municipality", "adult_case_worker"))).toEqual(nothing);
    expect(await claim(ticketId, claimant("Birk", "police", "police_ssp_officer"))).toEqual(nothing);
    expect(await atDesk({ act: "recall", ticketId })).toEqual(nothing);
    const jens = claimant("Jens", "job-centre", "employment_adviser");
    expect(await claim("20000000-0000-4000-8000-000000000001", jens)).toEqual(nothing);
    expect(await refusal(inbox("Palle").listOffers({ query: { status: "open" } }))).toEqual([404, "not-found"]);
  });

  test("Jens accepts and reads; Jonna finds nothing any more, neither in the inbox nor at the desk", async () => {
    expect((await done(accept("Jens", ticketId))).body.status).toBe("accepted");
    const { body } = await done(read("Jens", ticketId));
    expect(body.person).toEqual({ name: "Malik Testesen", birthDate: "2010-04-12", note: wish });
    expect(await refusal(read("Jonna", ticketId))).toEqual([404, "not-found"]);
    expect(await refusal(accept("Jens", ticketId))).toEqual([410, "ticket-used"]);
    // Once it has arrived with Jens, the desk hands it to nobody any more
    await city.settle();
    const used = { outcome: "refused", reasons: ["ticket-used"] };
    for (const name of ["Jonna", "Jens"])
      expect(await claim(ticketId, claimant(name, "job-centre", "employment_adviser"))).toEqual(used);
  });

  test("the yes finds its way back to Signe's case by the ticket alone", async () => {
    expect(await known(ticketId)).toMatchObject({ kind: "job-referral", status: "accepted" });
    expect(await outcomes(ticketId)).toEqual(["accepted"]);
  });

  test("exchange has given it away: no vault, and a trace that names the reader", async () => {
    const rows = await city.rows("ExchangeTable");
    expect(rows.filter(({ pk }) => pk.startsWith("SUBJECT#"))).toEqual([]);
    expect(wordsIn(JSON.stringify(rows), malik)).toEqual([]);
    const log = (await city.rows("ExchangeAccessLog")).filter(({ operation }) => operation === "desk.claim");
    expect(log.filter(({ act }) => act === "disclosure")).toMatchObject([
      { about: `TICKET#${ticketId}`, actor: { id: city.as("Jens").id, role: "employment_adviser" } },
    ]);
  });

  test("a correction reaches Jens: his service fetches it, once, and nobody else can", async () => {
    const ifMatch = (await opened.work.read()).etag ?? "";
    const params = { caseId: opened.caseId, ticketId };
    await done(city.as("Signe").visits.correctReferral({ params, body: { wish: corrected }, ifMatch }));
    await city.settle();
    expect(await city.events("exchange.disclosure-corrected.v1")).toHaveLength(1);
    expect((await done(read("Jens", ticketId))).body.person?.note).toBe(corrected);
    const fetch = (name: string) =>
      atDesk({ act: "fetch-correction", ticketId, claimant: claimant(name, "job-centre", "employment_adviser") });
    expect((await fetch("Jonna")).reasons).toEqual(["not-found"]);
    expect((await fetch("Jens")).reasons).toEqual(["ticket-used"]);
    expect(wordsIn(JSON.stringify(await city.rows("ExchangeTable")), malik)).toEqual([]);
  });

  test("recalled, it is erased at the job centre and the erasure confirmed: Dorte has nobody to remind", async () => {
    await city.settle();
    expect(await unconfirmed()).toEqual([]);
    expect(await parcels()).toHaveLength(1);
    await done(recall(ticketId));
    await city.settle();
    expect((await city.events("exchange.disclosure-recalled.v1")).map(({ detail }) => detail["data"])).toEqual([
      { ticketId, eraseBy: "2026-03-16" },
    ]);
    expect((await city.events("partnership.erasure-confirmed.v1")).map(({ detail }) => detail["data"])).toMatchObject([
      { ticketId },
    ]);
    expect(await unconfirmed()).toEqual([]);
    expect(await parcels()).toEqual([]);
    expect(await offers("Jens", "accepted")).toEqual([]);
    expect((await done(read("Jens", ticketId))).body).toMatchObject({ status: "recalled" });
    expect(await known(ticketId)).toMatchObject({ status: "recalled" });
    expect(await refusal(recall(ticketId))).toEqual([409, "invalid-transition"]);
  });
});

describe("how an offer ends otherwise", () => {
  test("returned unread, with a code that Signe learns", async () => {
    const ticketId = await referred();
    expect((await done(giveBack("Jonna", ticketId))).body.status).toBe("returned");
    expect(await known(ticketId)).toMatchObject({ status: "returned", reasonCode: "no_capacity" });
    const jens = claimant("Jens", "job-centre", "employment_adviser");
    expect((await claim(ticketId, jens)).reasons).toEqual(["ticket-used"]);
    expect(await parcels()).toEqual([]);
  });

  test("recalled before anybody has read it: nobody has anything to erase", async () => {
    const ticketId = await referred();
    await done(recall(ticketId));
    await city.settle();
    expect(await offers("Jens")).toEqual([]);
    expect(await unconfirmed()).toEqual([]);
    const jens = claimant("Jens", "job-centre", "employment_adviser");
    expect((await claim(ticketId, jens)).reasons).toEqual(["disclosure-expired"]);
    expect(await outcomes(ticketId)).toEqual(["recalled"]);
  });

  test("after a day without an answer it lapses; a claim that comes late is refused, and Signe knows", async () => {
    const ticketId = await referred();
    const before = (await done(read("Jens", ticketId))).etag ?? "";
    await city.advance("P1DT1M");
    expect(await known(ticketId)).toMatchObject({ status: "lapsed" });
    const late = inbox("Jens").acceptOffer({ params: { ticketId }, body: {}, ifMatch: before });
    expect(await refusal(late)).toEqual([412, "version-conflict"]);
    expect(await refusal(accept("Jens", ticketId))).toEqual([410, "disclosure-expired"]);
    const jens = claimant("Jens", "job-centre", "employment_adviser");
    expect((await claim(ticketId, jens)).reasons).toEqual(["disclosure-expired"]);
    expect(await outcomes(ticketId)).toEqual(["lapsed"]);
    expect(wordsIn(JSON.stringify(await city.rows("ExchangeTable")), malik)).toEqual([]);
  });

  test("two advisers who accept at once: one reads it, the other is told that it is gone", async () => {
    const ticketId = await referred();
    const answers = await Promise.all(["Jens", "Jonna"].map((name) => accept(name, ticketId)));
    const refused = answers.filter(({ problem }) => problem !== undefined);
    expect(refused).toHaveLength(1);
    expect(["ticket-used", "version-conflict", "not-found"]).toContain(refused[0]?.problem?.slug);
    expect(await parcels()).toHaveLength(1);
    expect(await outcomes(ticketId)).toEqual(["accepted"]);
    await done(recall(ticketId));
    await city.settle();
    expect(await parcels()).toEqual([]);
  });

  test("recalled when the job centre has erased it long ago by itself, the erasure is confirmed all the same", async () => {
    const ticketId = await referred();
    await done(accept("Jens", ticketId));
    await city.advance("P20D");
    expect(await parcels()).toEqual([]);
    expect((await done(read("Jens", ticketId))).body).not.toHaveProperty("person");
    await done(recall(ticketId));
    await city.settle();
    expect(await unconfirmed()).toEqual([]);
    await city.advance("P45D");
    for (const table of ["JobsTable", "ExchangeTable"])
      expect((await city.rows(table)).filter(({ pk }) => pk.endsWith(`#${ticketId}`))).toEqual([]);
  });
});

describe("at the end", () => {
  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(await leaks(city, [wish, corrected, necessity])).toEqual([]);
  });
});

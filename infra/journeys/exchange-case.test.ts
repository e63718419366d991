import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { adults, agree, openExchangeCase, proposal, question, tests, versionOf } from "./support/exchange-stories.ts";
import { leaks, wordsIn } from "./support/secrecy.ts";

describe("Runa, Palle and Jens exchange what they must on Yusuf, and no more (scenario 6)", () => {
  const answer = "Han følger et forløb på produktionsskolen om formiddagen";
  const words = [answer, "Stod ved metroen sent tre aftener i træk", "Er han i gang med en uddannelse lige nu?"];
  let city: City;
  let caseId = "";
  let requestId = "";
  let disclosureId = "";
  beforeAll(async () => {
    city = await boot();
    await agree(city);
  });
  afterAll(() => city.stop());

  const table = () => city.rows("ExchangeTable");
  const log = () => city.rows("ExchangeAccessLog");
  const about = async (id: string) => (await table()).filter(({ pk }) => pk.endsWith(`#${id}`));
  const asked = async (name: string) => (await done(city.as(name).exchange.listRequests({ query: { to: "me" } }))).body;
  const disclosed = async (name: string) =>
    (await done(city.as(name).exchange.listDisclosures({ query: { to: "me" } }))).body.items;
  const read = (name: string) =>
    city.as(name).exchange.readDisclosure({ params: { disclosureId }, body: {}, reason: "case-work" });
  const approve = async (name: string) =>
    city.as(name).exchange.approveCase({
      params: { caseId },
      body: { decision: "approve", tests },
      ifMatch: await versionOf(city.as(name), caseId),
    });

  test("before anything is proposed Runa asks whether she may share, and is told that nobody needs to be called", async () => {
    const { purpose, use, step, necessity } = proposal(city);
    const plan = { to: "employment", toNamedPerson: true, purpose, use, step, necessity, tests } as const;
    const subject = { age: 23, category: "person_at_risk", custody: "none" } as const;
    const { body } = await done(
      city.as("Runa").exchange.mayIShare({ body: { ...plan, subject, items: ["education_status"] } }),
    );
    expect(body).toMatchObject({ allowed: true, reasons: [], items: ["education_status"] });
    const housing = { ...plan, to: "housing" } as const;
    const refused = await done(
      city.as("Runa").exchange.mayIShare({ body: { ...housing, subject, items: ["contact"] } }),
    );
    expect(refused.body).toMatchObject({ allowed: false, items: [] });
    expect(refused.body.reasons).toContain("recipient-not-authorised");
    expect(refused.body.rules.filter(({ holds }) => !holds).map(({ id }) => id)).toContain("L8");
  });

  test("Runa proposes a case with two dated statements and names Palle to approve it", async () => {
    const proposed = await done(city.as("Runa").exchange.proposeCase({ body: proposal(city) }));
    expect(proposed.body).toMatchObject({ status: "proposed", reviewOn: "2026-03-16" });
    caseId = proposed.body.caseId;
  });

  test("her own approval is refused, and so is anything shared before his", async () => {
    expect(await refusal(approve("Runa"))).toEqual([403, "self-approval-refused"]);
    const ask = city.as("Runa").exchange.askForInformation({ params: { caseId }, body: question(city) });
    expect(await refusal(ask)).toEqual([409, "second-approval-required"]);
  });

  test("to another lead, and to Palle's colleague, the case is not there", async () => {
    for (const name of ["Rasmus", "Pia", "Kaj"]) {
      const reading = city.as(name).exchange.readCase({ params: { caseId }, reason: "case-work" });
      expect(await refusal(reading)).toEqual([404, "not-found"]);
    }
  });

  test("Palle, of another authority, approves: the case is active and is reviewed in ninety days", async () => {
    const approved = await done(approve("Palle"));
    expect(approved.body).toMatchObject({ status: "active", reviewOn: "2026-05-31" });
  });

  test("a second case on him for the same purpose is refused", async () => {
    const again = city.as("Runa").exchange.proposeCase({ body: proposal(city) });
    expect(await refusal(again)).toEqual([409, "duplicate-open-case"]);
  });

  test("Runa asks Jens one thing for one step; he has a fortnight and owes no answer", async () => {
    const sent = await done(city.as("Runa").exchange.askForInformation({ params: { caseId }, body: question(city) }));
    expect(sent.body).toMatchObject({ status: "sent", lapsesOn: "2026-03-16" });
    requestId = sent.body.requestId;
    expect((await asked("Jens")).items).toMatchObject([{ requestId, item: "education_status", purpose: "ssp" }]);
    expect((await asked("Jonna")).items).toEqual([]);
    const reading = city.as("Jonna").exchange.readRequest({ params: { requestId }, reason: "disclosure" });
    expect(await refusal(reading)).toEqual([404, "not-found"]);
  });

  test("Jens reads whom it is about, and answers in part", async () => {
    const { exchange } = city.as("Jens");
    const params = { requestId };
    const request = await done(exchange.readRequest({ params, reason: "disclosure" }));
    expect(request.body).toMatchObject({
      from: { staffId: city.as("Runa").id, kind: "police" },
      subject: { name: "Yusuf Mønster" },
      question: "Er han i gang med en uddannelse lige nu?",
    });
    const answered = await done(
      exchange.answerRequest({
        params,
        body: { outcome: "part", items: [{ kind: "education_status", text: answer }], tests },
        ifMatch: request.etag ?? "",
      }),
    );
    expect(answered.body).toMatchObject({ status: "answered_part" });
    disclosureId = answered.body.disclosureId ?? "";
  });

  test("the answer is a disclosure from Jens to Runa, for thirty days, never to be passed on", async () => {
    expect(await disclosed("Runa")).toMatchObject([{ disclosureId, status: "disclosed", expiresOn: "2026-04-01" }]);
    expect(await disclosed("Palle")).toEqual([]);
    const { body } = await done(read("Runa"));
    expect(body).toMatchObject({
      from: { staffId: city.as("Jens").id, kind: "employment" },
      purpose: "ssp",
      use: "preventive_plan",
      expiresOn: "2026-04-01",
      onward: "never",
      items: [{ kind: "education_status", text: answer }],
    });
    for (const name of ["Rasmus", "Palle", "Jens"]) expect(await refusal(read(name))).toEqual([404, "not-found"]);
  });

  test("without a stated reason nobody reads it", async () => {
    const response = await city.as("Runa").send(`POST /exchange/disclosures/${disclosureId}/read`, { body: {} });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: "urn:trygt:problem:access-reason-missing" });
  });

  test("the log names who disclosed and who read it, when and why, and never what it said", async () => {
    const entries = (await log()).filter(({ about }) => typeof about === "string" && about.endsWith(requestId));
    expect(entries.filter(({ act }) => act === "disclosure")).toMatchObject([
      { operation: "exchange.answerRequest", actor: { id: city.as("Jens").id, role: "employment_adviser" } },
    ]);
    const readings = entries.filter(
      ({ operation, act }) => operation === "exchange.readDisclosure" && act === "consultation",
    );
    expect(readings).toMatchObject([{ reason: "case-work", actor: { id: city.as("Runa").id, role: "police_lead" } }]);
    expect(wordsIn(JSON.stringify(await log()), [...words, "Yusuf", "Mønster", adults.Yusuf])).toEqual([]);
  });

  test("a statement that Runa corrects is marked as corrected for whoever received something from the case", async () => {
    const corrected = await done(
      city.as("Runa").exchange.correctStatement({
        params: { statementId: `${caseId}.1` },
        body: { text: "Stod ved metroen én aftenen, ikke tre" },
        ifMatch: await versionOf(city.as("Runa"), caseId),
      }),
    );
    expect(corrected.body.status).toBe("active");
    expect((await done(read("Runa"))).body).toMatchObject({ correctedOn: "2026-03-02" });
    const others = city.as("Palle").exchange.correctStatement({
      params: { statementId: `${caseId}.2` },
      body: { text: "Noget andet end det, Runa skrev" },
      ifMatch: await versionOf(city.as("Palle"), caseId),
    });
    expect(await refusal(others)).toEqual([404, "not-found"]);
  });

  test("restricted, the case and what was disclosed are there for nobody, and nobody says why", async () => {
    const restrict = async (restricted: boolean, ifMatch: string) =>
      done(city.as("Runa").exchange.restrictCase({ params: { caseId }, body: { restricted }, ifMatch }));
    const { etag = "", body } = await restrict(true, await versionOf(city.as("Runa"), caseId));
    expect(body.status).toBe("restricted");
    const reading = city.as("Palle").exchange.readCase({ params: { caseId }, reason: "case-work" });
    expect(await refusal(reading)).toEqual([404, "not-found"]);
    expect(await refusal(read("Runa"))).toEqual([404, "not-found"]);
    expect(await disclosed("Runa")).toEqual([]);
    expect((await restrict(false, etag)).body.status).toBe("active");
    expect(await disclosed("Runa")).toHaveLength(1);
  });

  test("on the thirtieth day it can be read, on the thirty-first it is gone, whatever Runa's list said", async () => {
    await city.advance("2026-03-31T23:59:00+02:00");
    expect((await done(read("Runa"))).body.items).toHaveLength(1);
    await city.advance("2026-04-01T00:01:00+02:00");
    expect(await refusal(read("Runa"))).toEqual([410, "disclosure-expired"]);
    expect(await disclosed("Runa")).toEqual([]);
    expect(wordsIn(JSON.stringify(await table()), [answer])).toEqual([]);
  });

  test("after ninety days the case is under review; the old reason does not renew it, a new one does", async () => {
    await city.advance("2026-05-31T00:01:00+02:00");
    const list = await done(city.as("Runa").exchange.listCases({ query: { assignedTo: "me" } }));
    expect(list.body.items).toMatchObject([{ caseId, status: "under_review", reviewOn: "2026-05-31" }]);
    const review = async (body: { necessity?: string; purpose?: "ssp" | "psp" }) =>
      city.as("Runa").exchange.reviewCase({
        params: { caseId },
        body,
        ifMatch: await versionOf(city.as("Runa"), caseId),
      });
    const { necessity } = proposal(city);
    expect(await refusal(review({ necessity }))).toEqual([422, "necessity-missing"]);
    const fresh = "Planen er lagt, men praktikpladsen skal stadig findes sammen med kommunen";
    expect(await refusal(review({ necessity: fresh, purpose: "psp" }))).toEqual([422, "purpose-change-refused"]);
    expect((await done(review({ necessity: fresh }))).body).toMatchObject({ status: "active", reviewOn: "2026-08-29" });
  });

  test("not renewed again it is removed by itself, 180 days after its last renewal", async () => {
    await city.advance("2026-11-26T23:59:00+01:00");
    const list = await done(city.as("Runa").exchange.listCases({ query: { assignedTo: "me" } }));
    expect(list.body.items).toMatchObject([{ caseId, status: "under_review" }]);
    await city.advance("2026-11-27T00:01:00+01:00");
    for (const id of [caseId, requestId]) expect(await about(id)).toEqual([]);
    const rows = await table();
    expect(rows.filter(({ pk }) => /^(SUBJECT|UNIQUE)#/.test(pk))).toEqual([]);
    expect(wordsIn(JSON.stringify(rows), ["Yusuf", "Mønster", "8005024391", ...words])).toEqual([]);
    expect(rows.filter(({ pk }) => pk === "COUNTER#exchange-cases-removed")).toMatchObject([
      { sk: "2026-11#101-3-BLA", count: 1 },
    ]);
  });

  test("a case that is removed takes an open request along and recalls what can still be read", async () => {
    const opened = await openExchangeCase(city, adults.Omar);
    const { exchange } = city.as("Runa");
    const params = { caseId: opened };
    const items = [{ kind: "education_status" as const, text: "Har afbrudt sin læreplads" }];
    const { question: _, item: __, ...grounds } = question(city);
    const given = await done(exchange.disclose({ params, body: { ...grounds, items } }));
    const open = await done(exchange.askForInformation({ params, body: question(city) }));
    await done(exchange.removeCase({ params, body: {}, ifMatch: await versionOf(city.as("Runa"), opened) }));
    expect((await asked("Jens")).items).toEqual([]);
    expect(await about(open.body.requestId)).toEqual([]);
    const waiting = { ref: given.body.disclosureId, recipient: "employment", eraseBy: "2026-12-11", late: false };
    const unconfirmed = async () =>
      (await done(city.as("Dorte").exchange.listUnconfirmedErasures({ query: {} }))).body.items;
    expect(await unconfirmed()).toEqual([waiting]);
    await city.advance("2026-12-12T09:00:00+01:00");
    expect(await unconfirmed()).toEqual([{ ...waiting, late: true }]);
    const listed = (await done(city.as("Jens").exchange.listDisclosures({ query: { to: "me" } }))).body.items;
    expect(listed).toMatchObject([{ disclosureId: given.body.disclosureId, status: "recalled" }]);
    const confirmed = await done(
      city.as("Jens").exchange.confirmErasure({
        params: { disclosureId: given.body.disclosureId },
        body: {},
        ifMatch: '"2"',
      }),
    );
    expect(confirmed.body.status).toBe("erasure_confirmed");
    expect(await unconfirmed()).toEqual([]);
  });

  test("between authorities nothing of this went over the bus, and nothing personal anywhere", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(await city.events()).toEqual([]);
    expect(await leaks(city, words)).toEqual([]);
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { done } from "./support/answers.ts";
import { boot, type City, type Colleague } from "./support/city.ts";
import {
  adults,
  agree,
  openExchangeCase,
  party,
  proposal,
  question,
  tests,
  versionOf,
} from "./support/exchange-stories.ts";
import { leaks, numbersIn } from "./support/secrecy.ts";
import { children } from "./support/stories.ts";

/** Stands in every bad request, and in no answer. */
const marker = "Hemmeligt-7f3a";

let city: City;
let yusuf = "";
let omar = "";
beforeAll(async () => {
  city = await boot();
  await agree(city);
  yusuf = await openExchangeCase(city);
  omar = (await done(city.as("Runa").exchange.proposeCase({ body: proposal(city, adults.Omar) }))).body.caseId;
});
afterAll(() => city.stop());

// Whatever is sent here: no record, no event, no dead letter comes of it
let before: ReadonlySet<string> = new Set();
const everything = async () => {
  await city.settle();
  // Whom somebody has looked up today is counted for reads that go well
  const rows = (await city.rows("ExchangeTable")).filter(({ pk }) => !pk.startsWith("LOOKED-UP#"));
  return new Set([...rows, ...(await city.events()), ...(await city.deadLetters())].map((one) => JSON.stringify(one)));
};
beforeEach(async () => {
  before = await everything();
});
afterEach(async () => {
  const after = await everything();
  const [come, gone] = [[...after].filter((one) => !before.has(one)), [...before].filter((one) => !after.has(one))];
  expect({ come, gone }).toEqual({ come: [], gone: [] });
});

/** Sends a body as it is and reads the refusal, which repeats nothing of what was sent. */
const refused = async (name: string, route: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await city.as(name).send(route, { body, headers });
  const answer = await response.text();
  expect(answer).not.toContain(marker);
  expect(numbersIn(answer)).toEqual([]);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const { type, errors = [] } = JSON.parse(answer) as { type: string; errors?: { reason: string }[] };
  const reasons = errors.map(({ reason }) => reason);
  return [response.status, ...(reasons.length === 0 ? [type.replace("urn:trygt:problem:", "")] : reasons)];
};
const good = (cpr: string = adults.Emil) => proposal(city, cpr);
const subject = (cpr: string, more: object = {}) => ({ ...good().subject, cpr, ...more });
const fact = () => ({ ...good().statements[0], text: `${marker} ved metroen to aftener` });

describe("a proposal that the law does not let through", () => {
  const propose = (change: object) => refused("Runa", "POST /exchange/cases", { ...good(), ...change });

  test.each<readonly [what: string, change: () => object, status: number, slug: string]>([
    ["for an investigation", () => ({ use: "investigation" }), 422, "investigation-use-refused"],
    ["on a minor", () => ({ subject: subject(children.Sara) }), 422, "subject-is-minor"],
    ["on a victim", () => ({ subject: subject(adults.Emil, { category: "victim" }) }), 422, "victim-not-registrable"],
    ["on a witness", () => ({ subject: subject(adults.Emil, { category: "witness" }) }), 422, "victim-not-registrable"],
    [
      "to be approved by housing",
      () => ({ approver: party(city, "Hanne", "housing") }),
      422,
      "recipient-not-authorised",
    ],
    ["without a purpose", () => ({ purpose: undefined }), 422, "purpose-missing"],
    ["without a necessity", () => ({ necessity: undefined }), 422, "necessity-missing"],
    ["with a necessity that fits every case", () => ({ necessity: "Nødvendigt for sagen" }), 422, "necessity-missing"],
    ["that she approves herself", () => ({ approver: party(city, "Runa", "police") }), 403, "self-approval-refused"],
    [
      "that her colleague approves",
      () => ({ approver: party(city, "Rasmus", "police") }),
      403,
      "self-approval-refused",
    ],
    ["with a single statement", () => ({ statements: [fact()] }), 422, "insufficient-ground"],
    [
      "with a fact of tomorrow",
      () => ({ statements: [fact(), { ...fact(), observedOn: "2026-03-03" }] }),
      422,
      "date-not-usable",
    ],
    ["on a number that nobody has", () => ({ subject: subject("610180-4007") }), 422, "person-unknown"],
    ["on a man who is dead", () => ({ subject: subject("620202-4395") }), 422, "person-unknown"],
    ["by a consent that nobody gave", () => ({ purpose: "consent" }), 422, "consent-missing"],
    ["a second time", () => ({ subject: subject(adults.Yusuf) }), 409, "duplicate-open-case"],
  ])("%s", async (_, change, status, slug) => {
    expect(await propose(change())).toEqual([status, slug]);
  });

  test("for release, by ksp, on somebody who is remanded", async () => {
    const remanded = subject(adults.Emil, { custody: "remanded" });
    expect(await propose({ purpose: "ksp", use: "release_planning", subject: remanded })).toEqual([
      422,
      "ksp-not-available-for-remand",
    ]);
  });

  test("by a consent that ran out", async () => {
    const consent = {
      textVersion: "2026-1",
      language: "da",
      to: ["social_services"],
      givenOn: "2025-11-01",
      validUntil: "2026-03-01",
    };
    expect(await propose({ purpose: "consent", consent })).toEqual([422, "consent-expired"]);
  });

  test("with everything wrong at once names every reason", async () => {
    const reasons = await propose({ use: "investigation", necessity: undefined, subject: subject(children.Sara) });
    expect(new Set(reasons)).toEqual(
      new Set([422, "investigation-use-refused", "necessity-missing", "subject-is-minor"]),
    );
  });

  test("with a field for a group, a rank or an ethnicity is not read at all", async () => {
    for (const field of ["group", "rank", "ethnicity"])
      expect(await propose({ [field]: marker })).toEqual([400, "unexpected-field"]);
  });
});

describe("a case that stands", () => {
  const onCase = async (name: string, caseId: string, act: string, body: object) => {
    const ifMatch = await versionOf(city.as(name) as Colleague, caseId);
    return refused(name, `POST /exchange/cases/${caseId}/${act}`, body, { "if-match": ifMatch });
  };

  test("is not approved by who proposed it", async () => {
    expect(await onCase("Runa", omar, "approval", { decision: "approve", tests })).toEqual([
      403,
      "self-approval-refused",
    ]);
  });

  test("is not approved twice, nor without the three tests", async () => {
    expect(await onCase("Palle", yusuf, "approval", { decision: "approve", tests })).toEqual([
      409,
      "invalid-transition",
    ]);
    expect((await onCase("Palle", omar, "approval", { decision: "approve" }))[0]).toBe(400);
  });

  test("does not change its purpose", async () => {
    const necessity = "En helt anden begrundelse end den første, med nye ord";
    expect(await onCase("Runa", yusuf, "reviews", { necessity, purpose: "psp" })).toEqual([
      422,
      "purpose-change-refused",
    ]);
  });

  test.each<readonly [what: string, change: () => object, slug: string]>([
    ["a mentor", () => ({ to: party(city, "Mads", "private_mentor") }), "recipient-not-authorised"],
    ["an investigation", () => ({ use: "investigation" }), "investigation-use-refused"],
    ["no stated need", () => ({ necessity: undefined }), "necessity-missing"],
    [
      "an item that the recipient's task does not need",
      () => ({ items: [{ kind: "conflict_risk", text: marker }] }),
      "recipient-not-authorised",
    ],
    ["an authority without an agreement", () => ({ to: party(city, "Kaj", "probation") }), "agreement-not-in-force"],
  ])("discloses nothing for %s", async (_, change, slug) => {
    const { question: __, item: ___, ...grounds } = question(city);
    const body = { ...grounds, items: [{ kind: "education_status", text: `${marker} i skole` }], ...change() };
    expect((await refused("Runa", `POST /exchange/cases/${yusuf}/disclosures`, body)).slice(0, 2)).toEqual([422, slug]);
    const { items: ____, ...asking } = body;
    if (slug === "recipient-not-authorised") return;
    const asked = { ...asking, item: "education_status", question: `${marker} går han i skole?` };
    expect(await refused("Runa", `POST /exchange/cases/${yusuf}/requests`, asked)).toEqual([422, slug]);
  });

  test("is there for nobody whom it does not name, whatever they send", async () => {
    const body = { ...question(city), question: `${marker} går han i skole?` };
    expect(await refused("Rasmus", `POST /exchange/cases/${yusuf}/requests`, body)).toEqual([404, "not-found"]);
    expect(await refused("Signe", `POST /exchange/cases/${yusuf}/requests`, body)).toEqual([404, "not-found"]);
    const headers = { "if-match": '"2"' };
    expect(await refused("Pia", `POST /exchange/cases/${yusuf}/removal`, {}, headers)).toEqual([404, "not-found"]);
  });
});

describe("a minor who is sent to visits", () => {
  const draft = (cpr: string, more: object = {}) =>
    refused("Runa", "POST /exchange/concern-drafts", {
      ...{ subject: { cpr }, areaCode: "101-3-MJO", text: `${marker} ved bommen om aftenen` },
      necessity: "Nogen bør tale med familien, før de ældre drenge gør det",
      ...more,
    });

  test("is no adult, no small child and no stranger, and needs a reason", async () => {
    expect(await draft(adults.Emil)).toEqual([422, "subject-is-adult"]);
    expect(await draft("740517-4450")).toEqual([422, "below-scope-age"]);
    expect(await draft("610180-4007")).toEqual([422, "person-unknown"]);
    expect(await draft(children.Malik, { necessity: "kort" })).toEqual([422, "necessity-missing"]);
  });
});

describe("what nobody offered", () => {
  test("tickets, requests and disclosures that are not there are not found", async () => {
    const id = randomUUID();
    const headers = { "if-match": '"1"' };
    const reasoned = { ...headers, "access-reason": "case-work" };
    for (const [name, route, body] of [
      ["Palle", `POST /exchange/offers/${id}/acceptance`, {}],
      ["Birk", `POST /visits/offers/${id}/acceptance`, {}],
      ["Jens", `POST /exchange/requests/${id}/answer`, { outcome: "declined" }],
      ["Runa", `POST /exchange/disclosures/${id}/recall`, {}],
    ] as const)
      expect(await refused(name, route, body, reasoned), route).toEqual([404, "not-found"]);
  });

  test("an agreement is between two, ends after it begins, and is the secretariat's to record", async () => {
    const body = { reference: "AFT/2026-2", validFrom: "2026-01-01", validUntil: "2026-12-31" };
    const record = (change: object, name = "Sanne") =>
      refused(name, "POST /exchange/agreements", { ...body, between: ["police", "probation"], ...change });
    expect(await record({ between: ["police", "police"] })).toEqual([422, "agreement-incomplete"]);
    expect(await record({ validUntil: "2025-12-31" })).toEqual([422, "agreement-incomplete"]);
    expect(await record({}, "Runa")).toEqual([404, "not-found"]);
  });
});

describe("of all this", () => {
  test("nothing stands on the bus, in queues, dead letters or logs", async () => {
    expect(await city.events()).toEqual([]);
    expect(await leaks(city, [marker])).toEqual([]);
  });
});

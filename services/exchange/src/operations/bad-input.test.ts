import {
  type BadRequest,
  dagmar,
  hanne,
  jens,
  palle,
  quiet,
  runa,
  testBadRequests,
  tobias,
  yusuf,
} from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { type ExchangeService, exchangeService, type Verb } from "../testing/service.ts";
import {
  asked,
  contact,
  disclosedTo,
  fact,
  grounds,
  offered,
  opened,
  partyOf,
  proposal,
  proposed,
  tests,
} from "../testing/stories.ts";

quiet();

/** A request that must be refused, by Runa unless said. */
type Bad = BadRequest<Verb, ExchangeService, Readonly<Record<string, unknown>>>;

const proposing = (change: object, gets: Bad["gets"]): Bad => ({
  verb: "proposeCase",
  sent: () => ({ body: { ...proposal(), ...change } }),
  gets,
});
const subject = (change: object) => ({ subject: { ...proposal().subject, ...change } });
const inCase = (
  verb: Verb,
  body: unknown,
  gets: Bad["gets"],
  story: Bad["story"] = (service) => opened(service),
): Bad => ({
  story: async (service) => ({ ...(await story(service)) }),
  verb,
  sent: ({ caseId }) => ({ params: { caseId: String(caseId) }, body }),
  gets,
});
const disclosing = (change: object, gets: Bad["gets"], story?: Bad["story"]): Bad =>
  inCase("disclose", { to: partyOf(palle), items: [contact], ...grounds, ...change }, gets, story);
const asking = (change: object, gets: Bad["gets"], story?: Bad["story"]): Bad =>
  inCase(
    "askForInformation",
    { to: partyOf(jens), item: "contact", question: "Hvornår træffes han bedst?", ...grounds, ...change },
    gets,
    story,
  );
const accepting = (story: (service: ExchangeService) => Promise<unknown>, gets: Bad["gets"]): Bad => ({
  story: async (service) => ({ ticketId: await story(service) }),
  who: palle,
  verb: "acceptOffer",
  sent: ({ ticketId }) => ({ params: { ticketId: String(ticketId) }, body: {} }),
  gets,
});
const consent = {
  textVersion: "2026.1",
  language: "da",
  to: ["social_services"],
  givenOn: "2026-02-01",
  validUntil: "2026-03-01",
};
const claimant = { staffId: palle.id, agency: palle.agency, role: palle.role };

const requests: Readonly<Record<string, Bad>> = {
  "a case for an investigation": proposing({ use: "investigation" }, [422, "investigation-use-refused"]),
  "a case without a purpose": proposing({ purpose: undefined }, [422, "purpose-missing"]),
  "a case without necessity": proposing({ necessity: undefined }, [422, "necessity-missing"]),
  "a case on a victim": proposing(subject({ cpr: tobias.cpr, category: "victim" }), [422, "victim-not-registrable"]),
  "a case on a witness": proposing(subject({ category: "witness" }), [422, "victim-not-registrable"]),
  "ksp for somebody in remand": proposing({ purpose: "ksp", ...subject({ custody: "remanded" }) }, [
    422,
    "ksp-not-available-for-remand",
  ]),
  "ksp after remand": proposing({ purpose: "ksp", ...subject({ custody: "released_from_remand" }) }, [
    422,
    "ksp-not-available-for-remand",
  ]),
  "a case for a housing organisation to approve": proposing({ approver: { staffId: hanne.id, kind: "housing" } }, [
    422,
    "recipient-not-authorised",
  ]),
  "a case to be approved by oneself": proposing({ approver: partyOf(runa) }, [403, "self-approval-refused"]),
  "a case to be approved by a colleague": proposing({ approver: { ...partyOf(palle), kind: "police" } }, [
    403,
    "self-approval-refused",
  ]),
  "a case by a consent that has run out": proposing({ purpose: "consent", consent }, [422, "consent-expired"]),
  "a case by a consent that nobody gave": proposing({ purpose: "consent" }, [422, "consent-missing"]),
  "a case on one statement": proposing({ statements: [fact] }, [422, "insufficient-ground"]),
  "a case on assessments": proposing({ statements: [1, 2].map(() => ({ ...fact, kind: "assessment" })) }, [
    422,
    "insufficient-ground",
  ]),
  "a case on what is seen tomorrow": proposing({ statements: [fact, { ...fact, observedOn: "2026-03-03" }] }, [
    422,
    "date-not-usable",
  ]),
  "a case on somebody who has died": proposing(subject({ cpr: dagmar.cpr }), [422, "person-unknown"]),
  "a case on a number that is none": proposing(subject({ cpr: "999999-9999" }), [400, "invalid-cpr"]),
  "all that is wrong with a case": proposing({ use: "investigation", necessity: "Fordi", statements: [fact] }, [
    422,
    "investigation-use-refused",
    "necessity-missing",
    "insufficient-ground",
  ]),
  "an ethnicity": proposing({ ethnicity: "x" }, [400, "unexpected-field"]),
  "a gang": proposing(subject({ gang: "x" }), [400, "unexpected-field"]),
  "a diagnosis": disclosing({ items: [{ kind: "diagnosis", text: "x y z" }] }, [400, "invalid-request"]),
  "a score": proposing({ score: 7 }, [400, "unexpected-field"]),

  "an approval of one's own case": inCase(
    "approveCase",
    { decision: "approve", tests },
    [403, "self-approval-refused"],
    (service) => proposed(service),
  ),
  "an approval without the three tests": inCase(
    "approveCase",
    { decision: "approve" },
    [400, "invalid-request"],
    (service) => proposed(service),
  ),
  "an approval of what is approved": {
    ...inCase("approveCase", { decision: "approve", tests }, [409, "invalid-transition"]),
    who: palle,
  },
  "a review with another purpose": inCase(
    "reviewCase",
    { purpose: "psp", necessity: "Han skal fortsat følges i et halvt år" },
    [422, "purpose-change-refused"],
  ),
  "a review of a proposal": inCase(
    "reviewCase",
    { necessity: "Han skal fortsat følges i et halvt år" },
    [409, "invalid-transition"],
    (service) => proposed(service),
  ),
  "a statement of tomorrow": inCase("addStatement", { ...fact, observedOn: "2026-03-03" }, [422, "date-not-usable"]),
  "a case shown that was not hidden": inCase("restrictCase", { restricted: false }, [409, "invalid-transition"]),

  "a disclosure for an investigation": disclosing({ use: "investigation" }, [422, "investigation-use-refused"]),
  "a disclosure to a housing organisation": disclosing({ to: { staffId: hanne.id, kind: "housing" } }, [
    422,
    "recipient-not-authorised",
    "agreement-not-in-force",
  ]),
  "a disclosure to a mailbox": disclosing({ to: { kind: "social_services" } }, [400, "invalid-request"]),
  "a disclosure without necessity": disclosing({ necessity: "Nødvendigt for sagen" }, [422, "necessity-missing"]),
  "a disclosure of more than a task needs": disclosing(
    { to: partyOf(jens), items: [{ kind: "conflict_risk", text: "Uvenner med to" }] },
    [422, "recipient-not-authorised"],
  ),
  "a disclosure without the three tests": disclosing({ tests: { ...tests, necessary: false } }, [
    400,
    "invalid-request",
  ]),
  "a disclosure before the approval": disclosing({}, [409, "second-approval-required"], (service) => proposed(service)),
  "a disclosure that may be passed on": disclosing({ onward: "allowed" }, [400, "unexpected-field"]),
  "a question for an investigation": asking({ use: "investigation" }, [422, "investigation-use-refused"]),
  "a question to a landlord": asking({ to: { staffId: hanne.id, kind: "housing" } }, [
    422,
    "recipient-not-authorised",
    "agreement-not-in-force",
  ]),
  "a question before the approval": asking({}, [409, "second-approval-required"], (service) => proposed(service)),
  "an answer without the three tests": {
    story: (service) => asked(service, jens),
    who: jens,
    verb: "answerRequest",
    sent: ({ requestId }) => ({
      params: { requestId: String(requestId) },
      body: { outcome: "full", items: [contact] },
    }),
    gets: [400, "invalid-request"],
  },
  "an expired disclosure": {
    story: async (service) => {
      const story = await disclosedTo(service, palle);
      service.passTo("2026-04-01T00:00:00+02:00");
      return story;
    },
    who: palle,
    verb: "readDisclosure",
    sent: ({ disclosureId }) => ({ params: { disclosureId: String(disclosureId) }, body: {} }),
    gets: [410, "disclosure-expired"],
  },
  "an erasure confirmed that nobody asked for": {
    story: (service) => disclosedTo(service, palle),
    who: palle,
    verb: "confirmErasure",
    sent: ({ disclosureId }) => ({ params: { disclosureId: String(disclosureId) }, body: {} }),
    gets: [409, "invalid-transition"],
  },

  "a ticket that is used": accepting(
    async (service) => {
      const ticketId = await offered(service);
      await service.askDesk("exchange", {
        act: "claim",
        ticketId,
        claimant: { ...claimant, staffId: jens.id },
      });
      return ticketId;
    },
    [410, "ticket-used"],
  ),
  "a ticket whose time is up": accepting(
    async (service) => {
      const ticketId = await offered(service);
      service.passTo("2026-03-03T09:00:00+01:00");
      return ticketId;
    },
    [410, "disclosure-expired"],
  ),
  "a ticket that was never given": accepting(async () => "70000000-0000-4000-8000-000000000001", [404, "not-found"]),

  "an agreement with oneself": {
    who: { ...runa, agency: "municipality", role: "secretariat" },
    verb: "recordAgreement",
    sent: () => ({
      body: { between: ["police", "police"], reference: "AFT/1", validFrom: "2026-01-01", validUntil: "2026-12-31" },
    }),
    gets: [422, "agreement-incomplete"],
  },
  "somebody else's cases": {
    verb: "listCases",
    sent: () => ({ query: { assignedTo: palle.id } }),
    gets: [400, "invalid-request"],
  },
  "cases of one person": {
    verb: "listCases",
    sent: () => ({ query: { assignedTo: "me", cpr: yusuf.cpr } }),
    gets: [400, "unexpected-field"],
  },
  "cases by a score": {
    verb: "listCases",
    sent: () => ({ query: { assignedTo: "me", sort: "score" } }),
    gets: [400, "unexpected-field"],
  },
};

describe("what is refused, with nothing stored, nothing announced and nothing echoed", () => {
  testBadRequests({
    open: exchangeService,
    requests,
    usual: () => runa,
    secrets: [yusuf, tobias, dagmar].flatMap(({ name, cpr }) => [name, cpr]),
  });
});

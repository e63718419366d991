import * as z from "zod/mini";
import { TicketId } from "../desk/vocabulary.ts";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { Cpr } from "../values/cpr.ts";
import { described } from "../values/described.ts";
import { Kle } from "../values/kle.ts";
import { Purpose } from "../values/purpose.ts";
import { text } from "../values/text.ts";
import { Instant } from "../values/time.ts";
import { CaseReceipt, caseRoles, exchangeCaseParams, Necessity } from "./case-vocabulary.ts";
import { parties } from "./example-values.ts";
import { CustodyStatus, GivenConsent, Party, PreventiveStep, SubjectCategory, ThreeTests, Use } from "./parties.ts";
import { GivenStatement } from "./statements.ts";

export const proposeCase = operation("exchange.proposeCase", {
  route: "POST /exchange/cases",
  summary: "One authority proposes to exchange information on an adult for one purpose",
  description:
    "Police, social services or Kriminalforsorgen propose a case when several authorities must work together to help one adult. The proposal names a person of another authority, who approves it or turns it down; without approval it is gone after 14 days. It needs two dated statements, one of them a fact of the person's own conduct (G4), and nothing can be shared before it is approved. A minor is refused with `subject-is-minor` and belongs with visits.",
  roles: caseRoles,
  status: 201,
  location: "/exchange/cases/{caseId}",
  body: () =>
    z.strictObject({
      subject: described(
        z.strictObject({
          cpr: described(
            Cpr,
            "The CPR number of the person, ten digits with or without the hyphen; at least 18 years old (L11). It is kept in the vault alone (C2).",
            "800502-4391",
          ),
          category: SubjectCategory,
          custody: CustodyStatus,
        }),
        "Whom the case is about; one open case for each person and purpose.",
      ),
      purpose: z.optional(Purpose),
      use: Use,
      necessity: z.optional(Necessity),
      step: PreventiveStep,
      areaCode: described(
        AreaCode,
        "Where the effort takes place: municipality, district or sub-area, never finer.",
        "101-3-MJO",
      ),
      kle: Kle,
      statements: described(
        z.array(GivenStatement()).check(z.minLength(1), z.maxLength(6)),
        "What the proposal rests on: at least two dated statements, one of them a fact of the person's own conduct, or it is refused with `insufficient-ground` (G4).",
        [
          {
            kind: "fact",
            about: "own_conduct",
            source: "own_observation",
            observedOn: "2026-02-20",
            text: "Stod ved metroen sent tre aftener i træk",
          },
          {
            kind: "assessment",
            about: "own_situation",
            source: "told_by_person",
            observedOn: "2026-02-24",
            text: "Siger selv, at han mangler et sted at gå hen om aftenen",
          },
        ],
      ),
      approver: described(
        Party(),
        "Who is asked to approve: somebody of another authority than the proposer's, or it is refused with `self-approval-refused` (G4).",
        parties.palle,
      ),
      consent: z.optional(
        described(GivenConsent(), "What the person has agreed to; needed for the purpose `consent` (D9)."),
      ),
    }),
  reply: CaseReceipt,
  problems: [
    "staff-unknown",
    "staff-role-mismatch",
    "person-unknown",
    "purpose-missing",
    "necessity-missing",
    "investigation-use-refused",
    "ksp-not-available-for-remand",
    "recipient-not-authorised",
    "subject-is-minor",
    "victim-not-registrable",
    "insufficient-ground",
    "date-not-usable",
    "consent-missing",
    "consent-expired",
    "self-approval-refused",
    "duplicate-open-case",
  ],
});

export const approveCase = operation("exchange.approveCase", {
  route: "POST /exchange/cases/{caseId}/approval",
  summary: "A person of another authority approves or turns down a proposal",
  description:
    "The person whom the proposal names as approver reads it and decides; nobody else can, and not the proposer (G4). Approved, the case is active and is reviewed after 90 days. Turned down, it is gone at once and leaves nothing but a number.",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: exchangeCaseParams,
  body: () =>
    z.discriminatedUnion("decision", [
      z.strictObject({
        decision: described(z.literal("approve"), "The case may begin.", "approve"),
        tests: described(ThreeTests(), "The three tests of whoever approves (L10)."),
      }),
      z.strictObject({ decision: described(z.literal("turn_down"), "The case may not be; no reason is owed.") }),
    ]),
  reply: CaseReceipt,
  problems: ["invalid-transition", "self-approval-refused"],
});

export const routeMinor = operation("exchange.routeMinor", {
  route: "POST /exchange/concern-drafts",
  summary: "Offer a concern about a minor to the police's preventive officers, and keep nothing here",
  description:
    "Whoever meets a child of 10 to 17 offers what they have seen as a draft concern, because exchange keeps out everybody under 18 (L11). The offer is open to the police's preventive officers for 24 hours, and one of them must complete the concern in visits. Exchange stores nothing on the child; the access log keeps who offered.",
  roles: caseRoles,
  status: 202,
  body: () =>
    z.strictObject({
      subject: described(
        z.strictObject({
          cpr: described(
            Cpr,
            "The CPR number of the child, ten digits with or without the hyphen; 10 to 17 years old by the person register (B1).",
            "720410-4311",
          ),
        }),
        "Whom the concern is about; one open offer for each child.",
      ),
      areaCode: described(
        AreaCode,
        "Where the child stays: municipality, district or sub-area, never finer.",
        "101-3-MJO",
      ),
      necessity: described(
        Necessity,
        "Why the police must be told, in one's own words: 20 to 500 characters and no standard phrase, or it is refused with `necessity-missing` (L3).",
        "En samtale med ham og hans forældre kræver, at politiet kender bekymringen",
      ),
      text: described(
        text(10, 500),
        "What was seen, in 10 to 500 characters: the child's own conduct or situation (B8).",
        "Bar flere gange en pakke for en voksen på Den Røde Plads",
      ),
    }),
  reply: () =>
    z.strictObject({
      ticketId: described(
        TicketId,
        "The claim ticket of the offer: what the disclosure desk knows it by.",
        "d3f0b6a2-8c14-4e79-b5a6-07e9c1f8d243",
      ),
      expiresAt: described(
        Instant,
        "Until when the offer can be accepted, in UTC; then it lapses.",
        "2026-03-03T08:00:00.000Z",
      ),
    }),
  problems: [
    "person-unknown",
    "subject-is-adult",
    "below-scope-age",
    "necessity-missing",
    "recipient-not-authorised",
    "duplicate-open-case",
    "agreement-not-in-force",
  ],
});

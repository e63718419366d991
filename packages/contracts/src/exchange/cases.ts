import * as z from "zod/mini";
import { TicketId } from "../desk/vocabulary.ts";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { Cpr } from "../values/cpr.ts";
import { StaffId } from "../values/id.ts";
import { Kle } from "../values/kle.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { Purpose } from "../values/purpose.ts";
import { text } from "../values/text.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { ExchangeCaseId, StatementId } from "./ids.ts";
import {
  AuthorityKind,
  CustodyStatus,
  GivenConsent,
  Party,
  PreventiveStep,
  SubjectCategory,
  ThreeTests,
  Use,
} from "./parties.ts";

/** Where an exchange case stands (domain.md § 5.2). A refused or removed case is gone. */
export const ExchangeCaseStatus = z.enum(["proposed", "active", "under_review", "restricted", "refused", "removed"]);
export type ExchangeCaseStatus = z.output<typeof ExchangeCaseStatus>;

/** A fact that somebody saw, or what somebody makes of it: never mixed (E3). */
export const StatementKind = z.enum(["fact", "assessment"]);

/** What a statement is about: the person's own conduct or situation, nobody else's. */
export const StatementSubject = z.enum(["own_conduct", "own_situation"]);

/** Where a statement comes from (D4). */
export const StatementSource = z.enum(["own_observation", "case_file", "told_by_person", "other_authority"]);

/** What is said, dated and sourced (D4, E3). */
export const GivenStatement = z.strictObject({
  kind: StatementKind,
  about: StatementSubject,
  source: StatementSource,
  observedOn: LocalDate,
  text: text(10, 500),
});

/** Necessity in one's own words; too short or a template is refused by the rule (L3). */
export const Necessity = z.string().check(z.maxLength(500));

export const exchangeCaseParams = z.strictObject({ caseId: ExchangeCaseId });
const Receipt = z.strictObject({ caseId: ExchangeCaseId, status: ExchangeCaseStatus, reviewOn: LocalDate });
/** The authorities that may open and approve exchange cases (domain.md § 5.6). */
const caseRoles = ["police_lead", "social_case_worker", "probation_officer"] as const;

export const proposeCase = operation("exchange.proposeCase", {
  route: "POST /exchange/cases",
  summary: "One authority proposes to exchange information on an adult for one purpose",
  roles: caseRoles,
  status: 201,
  body: z.strictObject({
    subject: z.strictObject({ cpr: Cpr, category: SubjectCategory, custody: CustodyStatus }),
    purpose: z.optional(Purpose),
    use: Use,
    necessity: z.optional(Necessity),
    step: PreventiveStep,
    areaCode: AreaCode,
    kle: Kle,
    statements: z.array(GivenStatement).check(z.minLength(1), z.maxLength(6)),
    /** The person of another authority who is asked to approve. */
    approver: Party,
    consent: z.optional(GivenConsent),
  }),
  reply: Receipt,
  problems: [
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

export const routeMinor = operation("exchange.routeMinor", {
  route: "POST /exchange/concern-drafts",
  summary: "A minor belongs with visits: offer the concern there, and keep nothing here",
  roles: caseRoles,
  status: 202,
  body: z.strictObject({
    subject: z.strictObject({ cpr: Cpr }),
    areaCode: AreaCode,
    necessity: Necessity,
    text: text(10, 500),
  }),
  reply: z.strictObject({ ticketId: TicketId, expiresAt: Instant }),
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

export const approveCase = operation("exchange.approveCase", {
  route: "POST /exchange/cases/{caseId}/approval",
  summary: "A person of another authority approves or turns down a proposal",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: exchangeCaseParams,
  body: z.discriminatedUnion("decision", [
    z.strictObject({ decision: z.literal("approve"), tests: ThreeTests }),
    z.strictObject({ decision: z.literal("turn_down") }),
  ]),
  reply: Receipt,
  problems: ["invalid-transition", "self-approval-refused"],
});

export const addStatement = operation("exchange.addStatement", {
  route: "POST /exchange/cases/{caseId}/statements",
  summary: "Add a dated statement of one's own authority",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: exchangeCaseParams,
  body: GivenStatement,
  reply: z.strictObject({ ...Receipt.shape, statementId: StatementId }),
  problems: ["invalid-transition", "date-not-usable"],
});

export const correctStatement = operation("exchange.correctStatement", {
  route: "POST /exchange/statements/{statementId}/correction",
  summary: "Correct a statement; everybody who received it is told (D4, E7)",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: z.strictObject({ statementId: StatementId }),
  body: z.strictObject({ text: text(10, 500) }),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const reviewCase = operation("exchange.reviewCase", {
  route: "POST /exchange/cases/{caseId}/reviews",
  summary: "Review a case: renewed for a new reason, or it ends by itself (G5)",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: exchangeCaseParams,
  body: z.strictObject({ necessity: z.optional(Necessity), purpose: z.optional(Purpose) }),
  reply: Receipt,
  problems: ["invalid-transition", "necessity-missing", "purpose-change-refused"],
});

export const removeCase = operation("exchange.removeCase", {
  route: "POST /exchange/cases/{caseId}/removal",
  summary: "End a case: nothing is left of it, and every recipient is asked to erase (G6)",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: exchangeCaseParams,
  body: z.strictObject({}),
  reply: z.strictObject({ caseId: ExchangeCaseId, status: ExchangeCaseStatus }),
  problems: ["invalid-transition"],
});

export const restrictCase = operation("exchange.restrictCase", {
  route: "POST /exchange/cases/{caseId}/restriction",
  summary: "Hide a case, or show it again; nobody says why (D12)",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: exchangeCaseParams,
  body: z.strictObject({ restricted: z.boolean() }),
  reply: z.strictObject({ caseId: ExchangeCaseId, status: ExchangeCaseStatus }),
  problems: ["invalid-transition"],
});

export const listExchangeCases = operation("exchange.listCases", {
  route: "GET /exchange/cases",
  summary: "The cases I am named in, by the date on which something is due",
  roles: caseRoles,
  query: z.strictObject({ assignedTo: z.literal("me"), ...PageQuery }),
  reply: pageOf(
    z.strictObject({
      caseId: ExchangeCaseId,
      status: ExchangeCaseStatus,
      purpose: Purpose,
      areaCode: AreaCode,
      reviewOn: LocalDate,
    }),
  ),
  problems: [],
});

export const readExchangeCase = operation("exchange.readCase", {
  route: "GET /exchange/cases/{caseId}",
  summary: "A case, for those it names",
  roles: [...caseRoles, "dpo_auditor"],
  reason: true,
  params: exchangeCaseParams,
  reply: z.strictObject({
    caseId: ExchangeCaseId,
    status: ExchangeCaseStatus,
    purpose: Purpose,
    use: Use,
    step: PreventiveStep,
    areaCode: AreaCode,
    kle: Kle,
    proposedAt: Instant,
    reviewOn: LocalDate,
    eraseOn: LocalDate,
    subject: z.strictObject({ name: z.string(), birthDate: LocalDate, category: SubjectCategory }),
    necessity: z.string(),
    parties: z.array(Party),
    statements: z.array(
      z.strictObject({
        statementId: StatementId,
        kind: StatementKind,
        about: StatementSubject,
        source: StatementSource,
        observedOn: LocalDate,
        owner: AuthorityKind,
        by: StaffId,
        text: z.string(),
        correctedOn: z.optional(LocalDate),
      }),
    ),
  }),
  problems: ["bulk-read-refused"],
});

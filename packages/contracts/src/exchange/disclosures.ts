import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { Purpose } from "../values/purpose.ts";
import { Role } from "../values/role.ts";
import { text } from "../values/text.ts";
import { LocalDate } from "../values/time.ts";
import { exchangeCaseParams, Necessity } from "./cases.ts";
import { DisclosureId, RequestId } from "./ids.ts";
import { AuthorityKind, ItemKind, Party, PreventiveStep, ThreeTests, Use } from "./parties.ts";

/** Where a request stands (domain.md § 5.2). */
export const RequestStatus = z.enum(["sent", "answered_full", "answered_part", "declined", "lapsed"]);
export type RequestStatus = z.output<typeof RequestStatus>;

/** Where a disclosure stands (domain.md § 5.2). */
export const DisclosureStatus = z.enum(["disclosed", "read", "expired", "recalled", "erasure_confirmed"]);
export type DisclosureStatus = z.output<typeof DisclosureStatus>;

/** The roles that exchange information in named person (domain.md § 5.6). */
const exchangers = [
  "ssp_consultant",
  "police_lead",
  "social_case_worker",
  "employment_adviser",
  "probation_officer",
] as const;

/** One piece of information on one person (G8). */
const Item = z.strictObject({ kind: ItemKind, text: text(2, 500) });
const Items = z.array(Item).check(z.minLength(1), z.maxLength(5));

/** What every disclosure must be able to say for itself: L3, L4, L10. */
const grounds = { use: Use, step: PreventiveStep, necessity: z.optional(Necessity), tests: ThreeTests };

const gateRefusals = [
  "necessity-missing",
  "investigation-use-refused",
  "recipient-not-authorised",
  "ksp-not-available-for-remand",
  "agreement-not-in-force",
  "consent-missing",
  "consent-expired",
] as const;

const disclosureParams = z.strictObject({ disclosureId: DisclosureId });
const DisclosureReceipt = z.strictObject({
  disclosureId: DisclosureId,
  status: DisclosureStatus,
  expiresOn: LocalDate,
});

export const askForInformation = operation("exchange.askForInformation", {
  route: "POST /exchange/cases/{caseId}/requests",
  summary: "Ask one named person for one piece of information for one step",
  roles: ["police_lead", "social_case_worker", "probation_officer"],
  status: 201,
  params: exchangeCaseParams,
  body: z.strictObject({ to: Party, item: ItemKind, question: text(10, 300), ...grounds }),
  reply: z.strictObject({ requestId: RequestId, status: RequestStatus, lapsesOn: LocalDate }),
  problems: ["invalid-transition", "second-approval-required", ...gateRefusals],
});

export const answerRequest = operation("exchange.answerRequest", {
  route: "POST /exchange/requests/{requestId}/answer",
  summary: "Answer in full, in part, or decline: no reason is owed (L5)",
  roles: exchangers,
  requiresVersionOf: "request",
  params: z.strictObject({ requestId: RequestId }),
  body: z.discriminatedUnion("outcome", [
    z.strictObject({ outcome: z.enum(["full", "part"]), items: Items, tests: ThreeTests }),
    z.strictObject({ outcome: z.literal("declined") }),
  ]),
  reply: z.strictObject({ requestId: RequestId, status: RequestStatus, disclosureId: z.optional(DisclosureId) }),
  problems: ["invalid-transition", ...gateRefusals],
});

export const disclose = operation("exchange.disclose", {
  route: "POST /exchange/cases/{caseId}/disclosures",
  summary: "Disclose items on one person to one named recipient, until a date",
  roles: ["police_lead", "social_case_worker", "probation_officer"],
  status: 201,
  params: exchangeCaseParams,
  body: z.strictObject({ to: Party, items: Items, ...grounds }),
  reply: DisclosureReceipt,
  problems: ["invalid-transition", "second-approval-required", ...gateRefusals],
});

export const readDisclosure = operation("exchange.readDisclosure", {
  route: "POST /exchange/disclosures/{disclosureId}/read",
  summary: "Read what was disclosed to me, within its time; there is no onward disclosure",
  roles: [...exchangers, "dpo_auditor"],
  reason: true,
  params: disclosureParams,
  body: z.strictObject({}),
  reply: z.strictObject({
    disclosureId: DisclosureId,
    purpose: Purpose,
    use: Use,
    step: PreventiveStep,
    from: Party,
    expiresOn: LocalDate,
    onward: z.literal("never"),
    correctedOn: z.optional(LocalDate),
    subject: z.strictObject({ name: z.string(), birthDate: LocalDate }),
    items: z.array(Item),
  }),
  problems: ["disclosure-expired", "bulk-read-refused"],
});

export const recallDisclosure = operation("exchange.recallDisclosure", {
  route: "POST /exchange/disclosures/{disclosureId}/recall",
  summary: "Take a disclosure back: the recipient erases and confirms within 14 days",
  roles: exchangers,
  requiresVersionOf: "disclosure",
  params: disclosureParams,
  body: z.strictObject({}),
  reply: DisclosureReceipt,
  problems: ["invalid-transition"],
});

export const confirmErasure = operation("exchange.confirmErasure", {
  route: "POST /exchange/disclosures/{disclosureId}/erasure-confirmation",
  summary: "Confirm that nothing of a recalled disclosure is kept (G6)",
  roles: exchangers,
  requiresVersionOf: "disclosure",
  params: disclosureParams,
  body: z.strictObject({}),
  reply: DisclosureReceipt,
  problems: ["invalid-transition"],
});

export const listRequests = operation("exchange.listRequests", {
  route: "GET /exchange/requests",
  summary: "The requests put to me, by the date on which they lapse",
  roles: exchangers,
  query: z.strictObject({ to: z.literal("me"), ...PageQuery }),
  reply: pageOf(
    z.strictObject({
      requestId: RequestId,
      status: RequestStatus,
      item: ItemKind,
      purpose: Purpose,
      lapsesOn: LocalDate,
    }),
  ),
  problems: [],
});

export const readRequest = operation("exchange.readRequest", {
  route: "GET /exchange/requests/{requestId}",
  summary: "A request put to me: whom it is about and what is asked",
  roles: exchangers,
  reason: true,
  params: z.strictObject({ requestId: RequestId }),
  reply: z.strictObject({
    requestId: RequestId,
    status: RequestStatus,
    purpose: Purpose,
    use: Use,
    step: PreventiveStep,
    item: ItemKind,
    from: Party,
    lapsesOn: LocalDate,
    subject: z.strictObject({ name: z.string(), birthDate: LocalDate }),
    question: z.string(),
  }),
  problems: ["bulk-read-refused"],
});

export const listDisclosures = operation("exchange.listDisclosures", {
  route: "GET /exchange/disclosures",
  summary: "What has been disclosed to me, by the date on which it expires",
  roles: exchangers,
  query: z.strictObject({ to: z.literal("me"), ...PageQuery }),
  reply: pageOf(
    z.strictObject({ disclosureId: DisclosureId, status: DisclosureStatus, purpose: Purpose, expiresOn: LocalDate }),
  ),
  problems: [],
});

export const listUnconfirmedErasures = operation("exchange.listUnconfirmedErasures", {
  route: "GET /exchange/unconfirmed-erasures",
  summary: "Who has not yet confirmed an erasure, by deadline (G6)",
  roles: ["dpo_auditor"],
  query: z.strictObject({ ...PageQuery }),
  reply: pageOf(
    z.strictObject({
      ref: z.string(),
      recipient: z.union([Role, AuthorityKind]),
      eraseBy: LocalDate,
      late: z.boolean(),
    }),
  ),
  problems: [],
});

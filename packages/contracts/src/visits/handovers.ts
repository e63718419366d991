import * as z from "zod/mini";
import { TicketId } from "../desk/vocabulary.ts";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { text } from "../values/text.ts";
import { Instant } from "../values/time.ts";
import { CaseReceipt, caseParams } from "./cases.ts";
import { ConcernStatus, Ground } from "./concerns.ts";
import { CaseId, ConcernId } from "./ids.ts";

/** Who has said yes to a referral, to which words (D9, D20): below 15 a custody holder; from 15 the youth, and a custody holder is told. */
export const ReferralConsent = z.strictObject({
  youth: z.boolean(),
  custodyHolder: z.boolean(),
  custodyHolderTold: z.boolean(),
  textVersion: z.string().check(z.regex(/^[A-Za-z0-9.-]{1,20}$/)),
  language: z.string().check(z.regex(/^[a-z]{2,3}$/)),
});

const Offered = z.strictObject({ ...CaseReceipt.shape, ticketId: TicketId, expiresAt: Instant });
const referralParams = z.strictObject({ caseId: CaseId, ticketId: TicketId });
const Necessity = z.string().check(z.maxLength(500));

const deskRefusals = [
  "necessity-missing",
  "recipient-not-authorised",
  "agreement-not-in-force",
  "consent-missing",
  "consent-expired",
  "duplicate-open-case",
] as const;

export const referToJob = operation("visits.referToJob", {
  route: "POST /visits/cases/{caseId}/job-referrals",
  summary:
    "Offer a youth to the job centre for an after-school job, with consent; the job centre does not learn who asked",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: z.strictObject({ consent: ReferralConsent, wish: text(3, 300), necessity: Necessity }),
  reply: Offered,
  problems: ["invalid-transition", "subject-is-adult", ...deskRefusals],
});

export const handOver = operation("visits.handOver", {
  route: "POST /visits/cases/{caseId}/handover",
  summary:
    "Hand a youth who has turned 18 over to the adult team, by their own yes: a case may be proposed there, never opened",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: z.strictObject({ consent: ReferralConsent, note: text(3, 500), necessity: Necessity }),
  reply: Offered,
  problems: ["invalid-transition", "subject-is-minor", ...deskRefusals],
});

export const recallReferral = operation("visits.recallReferral", {
  route: "POST /visits/cases/{caseId}/referrals/{ticketId}/recall",
  summary: "Take an offer or referral back: whoever has it erases it and confirms",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: referralParams,
  body: z.strictObject({}),
  reply: CaseReceipt,
  problems: ["invalid-transition"],
});

export const correctReferral = operation("visits.correctReferral", {
  route: "POST /visits/cases/{caseId}/referrals/{ticketId}/correction",
  summary: "Correct what was offered; whoever has it fetches the correction",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: referralParams,
  body: z.strictObject({ wish: text(3, 300) }),
  reply: CaseReceipt,
  problems: ["invalid-transition"],
});

export const completeConcern = operation("visits.completeConcern", {
  route: "POST /visits/offers/{ticketId}/completion",
  summary: "The police complete a draft that they accepted into a concern, with grounds of their own",
  roles: ["police_ssp_officer"],
  requiresVersionOf: "offer",
  status: 201,
  params: z.strictObject({ ticketId: TicketId }),
  body: z.strictObject({
    areaCode: AreaCode,
    grounds: z.array(Ground).check(z.minLength(1), z.maxLength(3)),
  }),
  reply: z.strictObject({ concernId: ConcernId, status: ConcernStatus }),
  problems: [
    "invalid-transition",
    "person-unknown",
    "subject-is-adult",
    "below-scope-age",
    "out-of-area",
    "stale-ground",
    "date-not-usable",
    "insufficient-ground",
  ],
});

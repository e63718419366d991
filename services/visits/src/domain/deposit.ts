import { type AreaCode, addMonths, type LocalDate } from "@trygt/contracts";
import type { Deposit, Parcel, TicketId } from "@trygt/contracts/desk";
import type { CaseReferral } from "./case.ts";

/** What is referred: to whom, by which yes, why they need it, and what they get. */
export type ReferralRequest = {
  readonly kind: CaseReferral["kind"];
  readonly ticketId: TicketId;
  readonly areaCode: AreaCode;
  readonly consent: { readonly textVersion: string; readonly language: string };
  readonly necessity: string;
  readonly parcel: Parcel;
};

/** How long a referral's consent holds, in months: long enough to be claimed, far below the twelve of D9. */
const consentMonths = 3;

/** What visits leaves at the desk for a referral: the yes, the person and the wish, and nothing of why there is a case. */
export const depositFor = ({ consent, ...referral }: ReferralRequest, givenOn: LocalDate): Deposit => {
  const { kind, ticketId, areaCode, necessity, parcel } = referral;
  const job = kind === "job-referral";
  const to = job ? "employment" : "social_services";
  const { textVersion, language } = consent;
  return {
    act: "deposit",
    ...{ ticketId, kind, areaCode, to, necessity, urgency: "days", from: "children_and_youth", purpose: "consent" },
    ...(job
      ? { recipientRole: "employment_adviser", track: "youth", step: "plan_work" }
      : { recipientRole: "adult_case_worker", step: "plan_support" }),
    use: "preventive_plan",
    consent: { textVersion, language, to: [to], givenOn, validUntil: addMonths(givenOn, consentMonths) },
    subject: { category: "person_at_risk", custody: "none" },
    parcel,
  };
};

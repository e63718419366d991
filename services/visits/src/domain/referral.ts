import { addDays, dateOf, type Instant, type LocalDate, startOf } from "@trygt/contracts";
import {
  type Absent,
  accept,
  type Circumstances,
  type Decision,
  type Existing,
  erased,
  refuse,
  type TimePassed,
} from "@trygt/service-kit/rules";

/** Which case a ticket belongs to, so that the desk's answer finds its way back by the ticket alone (ADR 24). */
export type Referral = Absent | { readonly status: "sent"; readonly caseId: string; readonly sentAt: Instant };

/** What can be asked of a referral. */
export type ReferralCommand = { readonly type: "send"; readonly caseId: string } | TimePassed;

/** What has happened to a referral. */
export type ReferralEvent =
  | { readonly type: "sent"; readonly caseId: string; readonly at: Instant }
  | { readonly type: "erased" };

/** How long an answer may be on its way, recalls included, in days. */
const retentionDays = 60;

/** The rules of a referral: it is sent once, and forgotten when no answer can come any more. */
export const decideReferral = (
  referral: Referral,
  command: ReferralCommand,
  { at }: Circumstances,
): Decision<ReferralEvent, "invalid-transition"> => {
  switch (command.type) {
    case "send":
      return referral.status === "none"
        ? accept({ type: "sent", caseId: command.caseId, at })
        : refuse("invalid-transition");
    case "time-passed":
      return referral.status === "sent" && at >= startOf(referralEndsOn(referral))
        ? accept({ type: "erased" })
        : accept();
  }
};

/** The referral after an event. */
export const evolveReferral = (_: Referral, event: ReferralEvent): Referral =>
  event.type === "sent" ? { status: "sent", caseId: event.caseId, sentAt: event.at } : erased;

/** The day on which nothing is left of a referral. */
export const referralEndsOn = ({ sentAt }: Existing<Referral>): LocalDate => addDays(dateOf(sentAt), retentionDays);

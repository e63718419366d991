import { addDays, dateOf, type Instant, startOf } from "@trygt/contracts";
import { type Aggregate, accept, refuse } from "@trygt/service-kit/rules";

/** Which case a ticket belongs to, so that the desk's answer finds its way back by the ticket alone (ADR 31). */
export type Referral =
  | { readonly status: "none" }
  | { readonly status: "sent"; readonly caseId: string; readonly sentAt: Instant }
  | { readonly status: "erased" };

export type ReferralCommand = { readonly at: Instant } & (
  | { readonly type: "send"; readonly caseId: string }
  | { readonly type: "note-time" }
);

type ReferralEvent =
  | { readonly type: "sent"; readonly caseId: string; readonly at: Instant }
  | { readonly type: "erased" };

/** How long an answer may be on its way, recalls included, in days. */
const keptDays = 60;
const endOf = ({ sentAt }: Extract<Referral, { status: "sent" }>) => addDays(dateOf(sentAt), keptDays);

export const referrals: Aggregate<Referral, ReferralCommand, ReferralEvent, "invalid-transition"> = {
  kind: "REFERRAL",
  initial: { status: "none" },
  decide: (referral, command) => {
    if (command.type === "send")
      return referral.status === "none"
        ? accept({ type: "sent", caseId: command.caseId, at: command.at })
        : refuse("invalid-transition");
    return referral.status === "sent" && command.at >= startOf(endOf(referral)) ? accept({ type: "erased" }) : accept();
  },
  evolve: (_, event) =>
    event.type === "sent" ? { status: "sent", caseId: event.caseId, sentAt: event.at } : { status: "erased" },
  announce: () => [],
  visibleTo: (_, actor) => actor.role === "system",
  file: (referral) => {
    if (referral.status !== "sent") return "gone";
    const day = endOf(referral);
    return { ownerAuthority: "municipality", regime: "gdpr", reviewOn: day, eraseOn: day, due: startOf(day) };
  },
};

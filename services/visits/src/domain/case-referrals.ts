import { accept, type Existing, refuse, refuseIf } from "@trygt/service-kit/rules";
import type { Progress, VisitCase } from "./case.ts";
import type { CaseAction, CaseDecision, CaseRefusal } from "./case-commands.ts";

/** Offers a way on through the desk: a job before 18, the adult team after, always by a yes that counts (D9, D20). */
export const refer = (
  visitCase: Existing<VisitCase>,
  { kind, ticketId, consent }: Extract<CaseAction, { type: "refer" }>,
  progress: Progress,
): CaseDecision => {
  const adult = progress.on >= visitCase.turnsEighteenOn;
  const old = progress.on >= visitCase.turnsFifteenOn;
  const { youth, custodyHolder, custodyHolderTold } = consent;
  // D20: below 15 a custody holder says yes; from 15 the youth does, and a custody holder is told; from 18 the youth alone
  const minorsYes = old ? youth && (custodyHolder || custodyHolderTold) : custodyHolder;
  return (
    refuseIf<CaseRefusal>({
      "subject-is-adult": kind === "job-referral" && adult,
      "subject-is-minor": kind === "adult-handover" && !adult,
      "consent-missing": adult ? !youth : !minorsYes,
    }) ?? accept({ type: "referred", referral: { ticketId, kind, status: "offered" }, ...progress })
  );
};

/** Corrects a referral that stands, or takes it back; what has ended is neither. */
export const changeReferral = (
  { referrals }: Existing<VisitCase>,
  { type, ticketId }: Extract<CaseAction, { type: "recall-referral" | "correct-referral" }>,
  progress: Progress,
): CaseDecision => {
  const known = referrals.find((one) => one.ticketId === ticketId);
  if (known?.status !== "offered" && known?.status !== "accepted") return refuse("invalid-transition");
  return type === "correct-referral"
    ? accept({ type: "referred-anew", ...progress })
    : accept({ type: "referral-answered", ticketId, outcome: "recalled" });
};

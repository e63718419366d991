import { accept, refuseIf } from "@trygt/service-kit/rules";
import type { Act, CaseRefusal, Moved, Ruling } from "./case-commands.ts";
import type { OpenedCase } from "./visit-case.ts";

/** Offers a way on through the desk: a job before 18, the adult team after, always by a yes that counts (D9, D20). */
export const refer = (
  visitCase: OpenedCase,
  { kind, ticketId, consent }: Extract<Act, { type: "refer" }>,
  moved: Moved,
): Ruling => {
  const adult = moved.on >= visitCase.turnsEighteenOn;
  const old = moved.on >= visitCase.turnsFifteenOn;
  const { youth, custodyHolder, custodyHolderTold } = consent;
  // D20: below 15 a custody holder says yes; from 15 the youth does, and a custody holder is told; from 18 the youth alone
  const minorsYes = old ? youth && (custodyHolder || custodyHolderTold) : custodyHolder;
  return (
    refuseIf<CaseRefusal>({
      "subject-is-adult": kind === "job-referral" && adult,
      "subject-is-minor": kind === "adult-handover" && !adult,
      "consent-missing": adult ? !youth : !minorsYes,
    }) ?? accept({ type: "referred", referral: { ticketId, kind, status: "offered" }, ...moved })
  );
};

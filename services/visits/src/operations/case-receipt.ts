import type { CaseId, FollowUpId, VisitId } from "@trygt/contracts/visits";
import type { Dependencies } from "@trygt/service-kit";
import { exists } from "@trygt/service-kit/rules";
import type { VisitCase } from "../domain/case.ts";
import { nextDue } from "../domain/case-due.ts";
import type { records } from "../records/index.ts";

/** What every change of a case answers: where it stands, and what is due next. */
export const caseReceipt =
  ({ policy }: Pick<Dependencies<typeof records, "worklists" | "vault">, "policy">, caseId: string) =>
  (visitCase: VisitCase) => {
    if (!exists(visitCase)) throw new Error("There is no receipt for a case that does not exist");
    const { on, what } = nextDue(visitCase, policy);
    return { caseId, status: visitCase.status, nextDueOn: on, nextDue: what };
  };

/** The case and the number of a visit or a follow-up. */
export const partsOf = (id: VisitId | FollowUpId): { readonly caseId: CaseId; readonly number: number } => {
  const [caseId, number] = id.split(".");
  return { caseId: caseId as CaseId, number: Number(number) };
};

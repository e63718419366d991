import { dateOf } from "@trygt/contracts";
import type { DeskReply } from "@trygt/contracts/desk";
import type { CaseId, visits } from "@trygt/contracts/visits";
import { type CommandContext, type Dependencies, type Desk, type Handlers, ticketFor } from "@trygt/service-kit";
import { type Existing, exists } from "@trygt/service-kit/rules";
import type { VisitCase } from "../domain/case.ts";
import type { CaseAction } from "../domain/case-commands.ts";
import { depositFor, type ReferralRequest } from "../domain/deposit.ts";
import type { records } from "../records/index.ts";
import type { ChildInVault } from "../records/vault.ts";
import { caseReceipt } from "./case-receipt.ts";
import { childIn } from "./child.ts";

type Operations = Pick<Handlers<typeof visits>, "referToJob" | "handOver" | "recallReferral" | "correctReferral">;

/** The ways on through the disclosure desk: offered with a yes that counts, corrected, taken back. The vault opens and the desk is asked only when the rules have said yes. */
export const referralOperations = (
  deps: Dependencies<typeof records, "worklists" | "vault"> & { readonly desk: Desk },
): Operations => {
  const refer = (caseId: CaseId, { note, ...wanted }: Wanted, context: CommandContext) => {
    // The ticket is made from the request: a second try is the same deposit
    const ticketId = ticketFor(context);
    const { kind, consent } = wanted;
    return deps.cases.execute(caseId, { type: "refer", kind, ticketId, consent }, context, {
      before: async (visitCase) => {
        if (!exists(visitCase)) return {};
        const { child } = await childIn(deps, visitCase);
        const { areaCode } = visitCase;
        const parcel = parcelOf(child, note);
        const deposit = depositFor({ ...wanted, ticketId, areaCode, parcel }, dateOf(context.at));
        const reply = await deps.desk(deposit, context);
        if (reply.outcome === "refused") return { refused: reply.reasons };
        const { expiresAt } = reply;
        return {
          together: () => [deps.referrals.intent({ id: ticketId, when: "absent" }, { type: "send", caseId })],
          reply: (state) => ({ ...caseReceipt(deps, caseId)(state), ticketId, expiresAt }),
        };
      },
    });
  };

  return {
    referToJob: ({ params: { caseId }, body: { wish, ...body }, context }) =>
      refer(caseId, { kind: "job-referral", note: wish, ...body }, context),

    handOver: ({ params: { caseId }, body, context }) => refer(caseId, { kind: "adult-handover", ...body }, context),

    recallReferral: ({ params: { caseId, ticketId }, context }) =>
      deps.cases.execute(caseId, { type: "recall-referral", ticketId }, context, {
        before: async () => refusedBy(await deps.desk({ act: "recall", ticketId }, context)),
        // The desk announces the recall, and that may be heard before whoever asked for it has asked again
        isDone: (visitCase) => exists(visitCase) && statusOf(visitCase, ticketId) === "recalled",
        reply: caseReceipt(deps, caseId),
      }),

    correctReferral: ({ params: { caseId, ticketId }, body: { wish }, context }) =>
      deps.cases.execute(caseId, { type: "correct-referral", ticketId }, context, {
        before: async (visitCase) => {
          if (!exists(visitCase)) return {};
          const { child } = await childIn(deps, visitCase);
          const correction = { ticketId, correctionId: ticketFor(context), parcel: parcelOf(child, wish) };
          return refusedBy(await deps.desk({ act: "correct", ...correction }, context));
        },
        reply: caseReceipt(deps, caseId),
      }),
  };
};

type Wanted = Pick<ReferralRequest, "kind" | "necessity"> & {
  readonly consent: ReferralRequest["consent"] & Extract<CaseAction, { type: "refer" }>["consent"];
  readonly note: string;
};

const parcelOf = ({ cpr, name, birthDate }: ChildInVault, note: string) => ({ cpr, name, birthDate, note });

const statusOf = ({ referrals }: Existing<VisitCase>, ticketId: string) =>
  referrals.find((one) => one.ticketId === ticketId)?.status;

const refusedBy = (reply: DeskReply) => (reply.outcome === "refused" ? { refused: reply.reasons } : {});

import { addDays, dateOf, type LocalDate, weekday } from "@trygt/contracts";
import type { visits } from "@trygt/contracts/visits";
import {
  type CommandContext,
  type CommandOptions,
  checkNamed,
  type Dependencies,
  type Handlers,
  type StaffDirectory,
  toPage,
} from "@trygt/service-kit";
import { exists } from "@trygt/service-kit/rules";
import type { VisitCase } from "../domain/case.ts";
import type { CaseCommand } from "../domain/case-commands.ts";
import type { records } from "../records/index.ts";
import { vaultItem, wordsItem } from "../records/vault.ts";
import { worklist } from "../records/worklists.ts";
import { caseReceipt, partsOf } from "./case-receipt.ts";

type Operations = Pick<
  Handlers<typeof visits>,
  | "listCases"
  | "inviteCustodyHolders"
  | "scheduleVisit"
  | "recordVisitOutcome"
  | "recordDecline"
  | "agreeFollowUp"
  | "completeFollowUp"
  | "closeCase"
>;

type CaseDependencies = Dependencies<typeof records, "worklists" | "vault"> & { readonly directory: StaffDirectory };

/** Who goes on a home visit: those who may read what stands on its sheet. */
const visiting = ["ssp_consultant", "child_case_worker"] as const;
/** Who sees to what a family wants: those who help, never those who control. */
const helping = ["ssp_consultant", "child_case_worker", "street_worker", "employment_adviser", "mentor"] as const;

/** The work on a case over HTTP: invite, visit, follow up, close. */
export const caseOperations = (deps: CaseDependencies): Operations => {
  const receipt = (caseId: string) => caseReceipt(deps, caseId);
  const execute = (
    caseId: string,
    command: CaseCommand,
    context: CommandContext,
    options: CommandOptions<VisitCase> = {},
  ) => deps.cases.execute(caseId, command, context, { reply: receipt(caseId), ...options });

  return {
    listCases: async ({ query: { due, ...page }, staff, context }) => {
      const today = dateOf(context.at);
      const about = worklist.casesOf(staff.id);
      const found = await deps.cases.list(about, page, until(due, today));
      return {
        kind: "read",
        about,
        body: toPage(found, ({ id: caseId, shows }) => ({ caseId, ...shows, late: shows.nextDueOn < today })),
      };
    },

    inviteCustodyHolders: ({ params: { caseId }, body: { language, notInformed = [] }, context }) =>
      execute(caseId, { type: "invite", language, notInformed: notInformed.map(({ holder }) => holder) }, context),

    scheduleVisit: ({ params: { caseId }, body: { at: visitAt, staff, interpreter }, context }) =>
      execute(caseId, { type: "schedule", visitAt, staff, interpreter }, context, {
        before: checkNamed(
          deps.directory,
          context.actor,
          staff.map((staffId) => ({ staffId, roles: visiting })),
        ),
        reply: (visitCase) => ({ ...receipt(caseId)(visitCase), visitId: lastPart(caseId, visitCase, "visits") }),
      }),

    recordVisitOutcome: ({ params: { visitId }, body, context }) => {
      const { caseId, number } = partsOf(visitId);
      if (body.outcome !== "held")
        return execute(caseId, { type: "record-outcome", number, outcome: { outcome: body.outcome } }, context);
      const { childView, ...held } = body;
      const heard = childView?.heard === true ? "heard" : childView?.reason;
      return execute(caseId, { type: "record-outcome", number, outcome: { ...held, childView: heard } }, context, {
        vault: (visitCase) =>
          childView?.heard === true && exists(visitCase)
            ? [wordsItem(visitCase.subject, vaultItem.childView(caseId, number), childView.text)]
            : [],
      });
    },

    recordDecline: ({ params: { caseId }, context }) => execute(caseId, { type: "decline" }, context),

    agreeFollowUp: ({ params: { caseId }, body: { text, ...agreed }, context }) =>
      execute(caseId, { type: "agree-follow-up", ...agreed }, context, {
        before: checkNamed(deps.directory, context.actor, [{ staffId: agreed.owner, roles: helping }]),
        vault: (visitCase) =>
          exists(visitCase)
            ? [wordsItem(visitCase.subject, vaultItem.followUp(caseId, visitCase.followUps.length), text)]
            : [],
        reply: (visitCase) => ({ ...receipt(caseId)(visitCase), followUpId: lastPart(caseId, visitCase, "followUps") }),
      }),

    completeFollowUp: ({ params: { followUpId }, context }) => {
      const { caseId, number } = partsOf(followUpId);
      return execute(caseId, { type: "complete-follow-up", number }, context);
    },

    closeCase: ({ params: { caseId }, body: { reason }, context }) =>
      execute(caseId, { type: "close", reason }, context),
  };
};

const lastPart = (caseId: string, visitCase: VisitCase, parts: "visits" | "followUps"): string =>
  exists(visitCase) ? `${caseId}.${visitCase[parts].length}` : "";

const until = (due: "this_week" | "late" | undefined, today: LocalDate) => {
  switch (due) {
    case undefined:
      return {};
    case "late":
      return { until: addDays(today, -1) };
    case "this_week":
      return { until: addDays(today, 7 - weekday(today)) };
  }
};

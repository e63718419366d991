import { addDays, dateOf, type LocalDate, weekday } from "@trygt/contracts";
import type { FollowUpId, VisitId, visits } from "@trygt/contracts/visits";
import { type Alongside, type Call, type Handlers, shownPage } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import type { CaseCommand } from "../domain/case-commands.ts";
import { nextDue } from "../domain/case-due.ts";
import type { VisitCase } from "../domain/visit-case.ts";
import { caseFigures } from "../storage/cases.ts";
import { vaultItem } from "../storage/vault.ts";
import { worklist } from "../storage/worklists.ts";

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

/** The work on a case over HTTP: invite, visit, follow up, close. */
export const caseOperations = (deps: ApiDeps): Operations => {
  const receipt = (caseId: string) => caseReceipt(deps, caseId);
  const act = (caseId: string, command: CaseCommand, call: Call, alongside: Alongside<VisitCase> = {}) =>
    deps.cases.run(caseId, command, call, { figures: caseFigures, reply: receipt(caseId), ...alongside });

  return {
    listCases: async ({ query: { limit = 50, cursor, due }, staff, call }) => {
      const today = dateOf(call.at);
      const page = await deps.store.list(worklist.casesOf(staff.id), { limit, cursor }, until(due, today));
      return {
        kind: "shown",
        about: worklist.casesOf(staff.id),
        body: shownPage(page, ({ id, state }) => {
          const visitCase = state as VisitCase;
          if (visitCase.status === "none" || visitCase.status === "erased") return undefined;
          const { areaCode, openedAt } = visitCase;
          const { nextDueOn, ...rest } = receipt(id)(visitCase);
          return { ...rest, areaCode, openedAt, nextDueOn, late: nextDueOn < today };
        }),
      };
    },

    inviteCustodyHolders: ({ params: { caseId }, body: { language, notInformed = [] }, call }) =>
      act(
        caseId,
        { type: "invite", at: call.at, language, notInformed: notInformed.map(({ holder }) => holder) },
        call,
      ),

    scheduleVisit: ({ params: { caseId }, body: { at: visitAt, staff, interpreter }, call }) =>
      act(caseId, { type: "schedule", at: call.at, visitAt, staff, interpreter }, call, {
        reply: (visitCase) => ({ ...receipt(caseId)(visitCase), visitId: lastPart(caseId, visitCase, "visits") }),
      }),

    recordVisitOutcome: ({ params: { visitId }, body, call }) => {
      const { caseId, number } = partsOf(visitId);
      const { at } = call;
      if (body.outcome !== "held")
        return act(caseId, { type: "record-outcome", at, number, outcome: { outcome: body.outcome } }, call);
      const { childView, ...held } = body;
      const heard = childView?.heard === true ? "heard" : childView?.reason;
      return act(caseId, { type: "record-outcome", at, number, outcome: { ...held, childView: heard } }, call, {
        vault: (visitCase) =>
          childView?.heard === true && visitCase.status === "held"
            ? [
                {
                  subject: visitCase.subject,
                  item: vaultItem.childView(caseId, number),
                  content: { text: childView.text },
                },
              ]
            : [],
      });
    },

    recordDecline: ({ params: { caseId }, call }) => act(caseId, { type: "decline", at: call.at }, call),

    agreeFollowUp: ({ params: { caseId }, body: { text, ...agreed }, call }) =>
      act(caseId, { type: "agree-follow-up", at: call.at, ...agreed }, call, {
        vault: (visitCase) =>
          visitCase.status === "following_up"
            ? [
                {
                  subject: visitCase.subject,
                  item: vaultItem.followUp(caseId, visitCase.followUps.length),
                  content: { text },
                },
              ]
            : [],
        reply: (visitCase) => ({ ...receipt(caseId)(visitCase), followUpId: lastPart(caseId, visitCase, "followUps") }),
      }),

    completeFollowUp: ({ params: { followUpId }, call }) => {
      const { caseId, number } = partsOf(followUpId);
      return act(caseId, { type: "complete-follow-up", at: call.at, number }, call);
    },

    closeCase: ({ params: { caseId }, body: { reason }, call }) =>
      act(caseId, { type: "close", at: call.at, reason }, call),
  };
};

/** What every change of a case answers: where it stands, and what is due next. */
export const caseReceipt =
  ({ policy }: Pick<ApiDeps, "policy">, caseId: string) =>
  (visitCase: VisitCase) => {
    if (!("visits" in visitCase)) throw new Error("A receipt for a case that is not");
    const { on, what } = nextDue(visitCase, policy);
    return { caseId, status: visitCase.status, nextDueOn: on, nextDue: what };
  };

const partsOf = (id: VisitId | FollowUpId) => {
  const [caseId = "", number = ""] = id.split(".");
  return { caseId, number: Number(number) };
};

const lastPart = (caseId: string, visitCase: VisitCase, parts: "visits" | "followUps"): string =>
  "visits" in visitCase ? `${caseId}.${visitCase[parts].length}` : "";

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

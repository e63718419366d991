import { type Call, system } from "@trygt/service-kit";
import type { Deps } from "../deps.ts";
import type { CaseCommand } from "../domain/case-commands.ts";

type Answer = Omit<Extract<CaseCommand, { type: "note-answer" }>, "type" | "at">;

/** What became of an offer: it finds its case by the ticket alone. A ticket of somebody else is nothing to us. */
export const noteAnswer = async (deps: Deps, answer: Answer, call: Call): Promise<void> => {
  const found = await deps.referrals.show(answer.ticketId, system);
  if (found?.state.status !== "sent") return;
  await deps.cases.run(found.state.caseId, { type: "note-answer", at: call.at, ...answer }, call);
};

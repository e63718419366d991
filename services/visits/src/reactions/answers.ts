import { disclosureAnswered } from "@trygt/contracts/desk";
import { type Dependencies, reaction, system } from "@trygt/service-kit";
import type { records } from "../records/index.ts";

type Needed = Pick<Dependencies<typeof records, never>, "referrals" | "cases">;

/** What became of a referral: it finds its case by the ticket alone. A ticket of somebody else is nothing to us. */
export const answers = reaction(disclosureAnswered, async (deps: Needed, answer, { context }) => {
  const found = await deps.referrals.find(answer.ticketId, system);
  if (found === undefined) return;
  const { ticketId, outcome, reasonCode } = answer;
  const reason = reasonCode === undefined ? {} : { reasonCode };
  await deps.cases.execute(found.state.caseId, { type: "note-answer", ticketId, outcome, ...reason }, context);
});

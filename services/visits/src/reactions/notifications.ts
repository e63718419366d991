import type { Call } from "@trygt/service-kit";
import type { Deps } from "../deps.ts";
import { caseDue } from "../domain/case-due.ts";
import { childIn, vaultItem } from "../storage/vault.ts";

/** Before a case goes, the notifications of concern that rest on it take the child's number and name along: a duty that nobody has met outlives the case, and so does knowing whom it is owed to (B7). */
export const setNotificationsFree = async (deps: Deps, caseId: string, call: Call): Promise<void> => {
  const found = await deps.cases.show(caseId, call.actor);
  if (found === undefined || !("visits" in found.state)) return;
  const { status, subject, concernId, notifications } = found.state;
  if (status !== "closed" || notifications.length === 0 || call.at < caseDue(found.state, deps.policy)) return;
  const { child } = await childIn(deps.store, subject, concernId);
  const { cpr, name } = child;
  for (const id of notifications) {
    const item = vaultItem.notification(id);
    const words = (await deps.store.vault(subject, [item]))[item];
    await deps.notifications.run(id, { type: "stand-alone", at: call.at }, call, {
      vault: () => [{ subject, item, content: { ...words, cpr, name } }],
    });
  }
};

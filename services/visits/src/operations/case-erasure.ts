import type { CommandOptions, Dependencies } from "@trygt/service-kit";
import { exists } from "@trygt/service-kit/rules";
import type { VisitCase } from "../domain/case.ts";
import type { records } from "../records/index.ts";
import { vaultItem } from "../records/vault.ts";
import { childIn } from "./child.ts";

type Needed = Dependencies<typeof records, "vault">;

/** When a case goes, the notifications of concern that rest on it take the child's number and name along, in the same transaction: a duty that nobody has met outlives the case, and so does knowing whom it is owed to (B7). */
export const setNotificationsFree = (deps: Needed): CommandOptions<VisitCase> => ({
  before: async (after, visitCase) => {
    if (after.status !== "erased" || !exists(visitCase) || visitCase.notifications.length === 0) return {};
    const { subject, notifications } = visitCase;
    const { cpr, name } = (await childIn(deps, visitCase)).child;
    const free = await Promise.all(
      notifications.map(async (id) => {
        const item = vaultItem.notification(id);
        const words = (await deps.vault(subject, [item]))[item];
        const vault = [{ subject, item, content: { ...words, cpr, name } }];
        return deps.notifications.intent({ id, when: "present-or-skip" }, { type: "stand-alone" }, { vault });
      }),
    );
    return { together: () => free };
  },
});

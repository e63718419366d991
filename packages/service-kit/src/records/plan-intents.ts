import type { Problem } from "@trygt/contracts";
import type { CommandContext } from "./command.ts";
import { loadTarget, targetId } from "./load.ts";
import { type Plan, type Planning, planCommand } from "./plan.ts";
import type { Intent } from "./record-type.ts";
import type { Store } from "./store.ts";

/** A change that is ready to be written, with the personal data that it puts into the vault. */
export type PlannedChange = Extract<Plan, { kind: "changed" }> & { readonly vault?: Intent["vault"] };

type Planned = { readonly plans: readonly PlannedChange[] } | { readonly refused: readonly Problem[] };

/** Plans the intents of a command and what they demand in turn. One that is refused, or whose record must exist and does not, refuses the whole. */
export const planIntents = async (
  intents: readonly Intent[],
  context: CommandContext,
  planning: Planning & { readonly store: Pick<Store, "load"> },
  attempt: number,
): Promise<Planned> => {
  const planned = await Promise.all(intents.map((one) => planIntent(one, context, planning, attempt)));
  const refused = planned.flatMap((one) => ("refused" in one ? one.refused : []));
  if (refused.length > 0) return { refused };
  return { plans: planned.flatMap((one) => ("plans" in one ? one.plans : [])) };
};

const planIntent = async (
  { type, target, command, actor, vault }: Intent,
  context: CommandContext,
  planning: Planning & { readonly store: Pick<Store, "load"> },
  attempt: number,
): Promise<Planned> => {
  const as = { ...context, actor: actor ?? context.actor };
  const loaded = await loadTarget(planning.store, type, target, as.actor, attempt);
  if (loaded === "not-found") return { refused: ["not-found"] };
  if (loaded === "skip") return { plans: [] };
  const plan = planCommand(type, targetId(target), loaded, command, as, planning);
  switch (plan.kind) {
    case "refused":
      return { refused: plan.reasons };
    case "unchanged":
      return { plans: [] };
    case "changed": {
      const others = await planIntents(plan.together, context, planning, attempt);
      return "refused" in others ? others : { plans: [{ ...plan, ...(vault && { vault }) }, ...others.plans] };
    }
  }
};

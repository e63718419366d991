import type { Agency, LocalDate } from "@trygt/contracts";
import { system } from "@trygt/service-kit";
import type { Deps } from "./deps.ts";
import { inForce, pairOf } from "./domain/agreement.ts";
import type { Plan } from "./domain/gate/plan.ts";

/** Whether two authorities have an agreement on a date: one read, and none within one authority (D15). Authorities that nobody in Trygt works for have none. */
export const agreementBetween = async (
  { agreements }: Pick<Deps, "agreements">,
  one: Agency | undefined,
  other: Agency | undefined,
  on: LocalDate,
): Promise<Plan["agreement"]> => {
  if (one === undefined || other === undefined) return "missing";
  if (one === other) return "not-needed";
  const found = await agreements.show(pairOf(one, other), system);
  return found !== undefined && inForce(found.state, on) ? "in-force" : "missing";
};

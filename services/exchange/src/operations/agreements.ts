import type { Agency, LocalDate } from "@trygt/contracts";
import type { exchange } from "@trygt/contracts/exchange";
import { type Dependencies, type Handlers, system } from "@trygt/service-kit";
import { inForce, pairOf } from "../domain/agreement.ts";
import type { Plan } from "../domain/gate/plan.ts";
import type { records } from "../records/index.ts";

/** What finds and records agreements. */
export type AgreementDependencies = Pick<Dependencies<typeof records>, "agreements">;

/** The agreements of authorities over HTTP. */
export const agreementOperations = ({
  agreements,
}: AgreementDependencies): Pick<Handlers<typeof exchange>, "recordAgreement"> => ({
  recordAgreement: ({ body: { between, reference, validFrom, validUntil }, context }) =>
    agreements.execute(
      { id: pairOf(between[0], between[1]), when: "any" },
      { type: "record", between, period: { reference, validFrom, validUntil } },
      context,
      { reply: () => ({ between, validFrom, validUntil }) },
    ),
});

/** Whether two authorities have an agreement on a date: one read, and none within one authority (D15). Authorities that nobody in Trygt works for have none. */
export const agreementBetween = async (
  { agreements }: { readonly agreements: Pick<AgreementDependencies["agreements"], "find"> },
  one: Agency | undefined,
  other: Agency | undefined,
  on: LocalDate,
): Promise<Plan["agreement"]> => {
  if (one === undefined || other === undefined) return "missing";
  if (one === other) return "not-needed";
  const found = await agreements.find(pairOf(one, other), system);
  return found !== undefined && inForce(found.state, on) ? "in-force" : "missing";
};

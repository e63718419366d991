import { ageOn, dateOf } from "@trygt/contracts";
import { agencyOf, type ItemKind } from "@trygt/contracts/exchange";
import type { CommandContext, CommandOptions, Loaded } from "@trygt/service-kit";
import type { CaseParty } from "../domain/case-party.ts";
import type { OpenCase } from "../domain/exchange-case.ts";
import { rulesHolding } from "../domain/gate/gate.ts";
import type { Plan } from "../domain/gate/plan.ts";
import type { Basis } from "../domain/request.ts";
import { type AgreementDependencies, agreementBetween } from "./agreements.ts";

/** Whether something may be asked or disclosed in a case: restricted, it is not there (D12). */
export const isShown = (found: Loaded<OpenCase> | undefined): found is Loaded<OpenCase> =>
  found !== undefined && found.state.status !== "restricted";

/** What is asked or disclosed in a case rests on: the case's purpose, consent and person, for one use and one step. */
export const basisOf = (
  { purpose, category, custody, birthDate, consent }: OpenCase,
  { use, step }: Pick<Basis, "use" | "step">,
  { at }: CommandContext,
): Basis => ({
  purpose,
  use,
  step,
  subject: { age: ageOn(birthDate, dateOf(at)), category, custody },
  ...(consent === undefined ? {} : { consent }),
});

/** What the access log keeps of a disclosure: to whom, and the rules by which the gate opened (E1). */
export const disclosedTo = (
  { staffId, agency }: CaseParty,
  plan: Plan,
): NonNullable<CommandOptions<unknown>["disclosed"]> => ({
  recipients: [{ staffId, agency }],
  rules: rulesHolding(plan),
});

/** The plan that the legal gate judges, with the agreement of the two authorities: one read. */
export const plannedDisclosure = async (
  deps: AgreementDependencies,
  { at }: CommandContext,
  {
    from,
    to,
    basis: { consent, ...basis },
    necessity,
    items,
  }: {
    readonly from: CaseParty;
    readonly to: CaseParty;
    readonly basis: Basis;
    readonly necessity: string | undefined;
    readonly items: readonly ItemKind[];
  },
): Promise<Plan> => {
  const on = dateOf(at);
  return {
    ...basis,
    on,
    from: from.kind,
    to: to.kind,
    toNamedPerson: true,
    necessity,
    items,
    // The contract takes the request only with all three confirmed
    testsConfirmed: true,
    consent,
    agreement: await agreementBetween(deps, agencyOf[from.kind], agencyOf[to.kind], on),
  };
};

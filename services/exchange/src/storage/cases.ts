import { dateOf, regimeOf } from "@trygt/contracts";
import type { Aggregate, Figure } from "@trygt/service-kit/rules";
import { type ExchangeCase, type ExchangeEvent, evolveExchangeCase, noCase } from "../domain/exchange-case.ts";
import {
  caseDue,
  caseEndsOn,
  decideExchangeCase,
  type ExchangeCommand,
  type ExchangeRefusal,
} from "../domain/exchange-rules.ts";
import type { Policy } from "../domain/policy.ts";
import { isNamed } from "./named.ts";
import { vaultItem } from "./vault.ts";
import { worklist } from "./worklists.ts";

/** An exchange case belongs to the authority that proposed it, and exists for the two it names and for the auditor (D14). */
export const cases = (policy: Policy): Aggregate<ExchangeCase, ExchangeCommand, ExchangeEvent, ExchangeRefusal> => ({
  kind: "CASE",
  initial: noCase,
  decide: (state, command) => decideExchangeCase(state, command, policy),
  evolve: evolveExchangeCase,
  announce: () => [],
  taken: "duplicate-open-case",
  visibleTo: (state, actor) => {
    if (actor.role === "system") return true;
    if (!("proposer" in state)) return false;
    if (actor.role === "dpo_auditor") return true;
    return isNamed(state.proposer, actor) || isNamed(state.approver, actor);
  },
  file: (state, id) => {
    if (!("proposer" in state)) return "gone";
    const { agency } = state.proposer;
    const eraseOn = caseEndsOn(state, policy);
    const named = [state.proposer, state.approver];
    return {
      ownerAuthority: agency,
      regime: regimeOf[agency],
      reviewOn: state.reviewOn,
      eraseOn,
      due: caseDue(state, policy),
      // Restricted, a case stands on no list (D12)
      ...(state.status === "restricted"
        ? {}
        : { worklists: named.map(({ staffId }) => ({ who: worklist.casesOf(staffId), when: state.reviewOn })) }),
      unique: [`case#${state.purpose}#${state.subject}`],
      vault: [vaultItem.person(id), ...state.statements.map(({ number }) => vaultItem.statement(id, number))].map(
        (item) => ({ subject: state.subject, item }),
      ),
    };
  },
});

/** What is left of a case when it is gone: one more in the month's count, no list and no hash (T10). */
export const caseFigures =
  (before: ExchangeCase, at: Parameters<typeof dateOf>[0]) =>
  (after: ExchangeCase): readonly Figure[] =>
    (after.status === "removed" || after.status === "refused") && "areaCode" in before
      ? [{ name: `exchange-cases-${after.status}`, period: dateOf(at).slice(0, 7), areaCode: before.areaCode }]
      : [];

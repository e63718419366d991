import { regimeOf } from "@trygt/contracts";
import { exchangeCaseLimits } from "@trygt/contracts/exchange";
import { entryOn, exists, type Intent, intent, type RecordType, system } from "@trygt/service-kit/rules";
import { announceCase } from "../announce.ts";
import { isNamed } from "../domain/case-party.ts";
import type { DisclosureCommand } from "../domain/disclosure.ts";
import {
  disclosuresOf,
  type ExchangeCase,
  type ExchangeEvent,
  evolveExchangeCase,
  type OpenCase,
} from "../domain/exchange-case.ts";
import { caseDue, caseEndsOn } from "../domain/exchange-case-due.ts";
import { decideExchangeCase, type ExchangeCommand, type ExchangeRefusal } from "../domain/exchange-case-rules.ts";
import type { RequestCommand } from "../domain/request.ts";
import type { Policy } from "../policy.ts";
import { disclosures } from "./disclosures.ts";
import { requests } from "./requests.ts";
import { vaultItem } from "./vault.ts";
import { type ListedCase, worklist } from "./worklists.ts";

/** An exchange case belongs to the authority that proposed it, and exists for the two it names and for the auditor (D14). */
export const cases: RecordType<ExchangeCase, ExchangeCommand, ExchangeEvent, ExchangeRefusal, Policy> = {
  kind: "CASE",
  pathParameters: ["caseId", "statementId"],
  limits: exchangeCaseLimits,
  decide: decideExchangeCase,
  evolve: evolveExchangeCase,
  announce: announceCase,
  onDuplicate: "duplicate-open-case",
  visibleTo: ({ proposer, approver }, staff) =>
    staff.role === "dpo_auditor" || isNamed(proposer, staff) || isNamed(approver, staff),
  index: (state, id, policy) => {
    const { agency } = state.proposer;
    const named = [state.proposer, state.approver];
    return {
      ownerAuthority: agency,
      regime: regimeOf[agency],
      reviewOn: state.reviewOn,
      eraseOn: caseEndsOn(state, policy),
      due: caseDue(state, policy),
      // Restricted, a case stands on no list (D12)
      ...(state.status === "restricted"
        ? {}
        : {
            worklists: named.map(({ staffId }) => entryOn(worklist.casesOf(staffId), state.reviewOn, shownOf(state))),
          }),
      unique: [`case#${state.purpose}#${state.subject}`],
      vault: [vaultItem.person(id), ...state.statements.map(({ number }) => vaultItem.statement(id, number))].map(
        (item) => ({ subject: state.subject, item }),
      ),
    };
  },
  // What is left of a case when it is gone: one more in the month's count, no list and no hash (T10)
  counters: (event, before) =>
    exists(before) && (event.type === "removed" || event.type === "turned-down")
      ? [
          {
            name: event.type === "removed" ? "exchange-cases-removed" : "exchange-cases-refused",
            period: event.on.slice(0, 7),
            areaCode: before.areaCode,
          },
        ]
      : [],
  together: (event, before) => {
    if (!exists(before)) return [];
    switch (event.type) {
      case "turned-down":
      case "removed":
        // G6: every recipient erases and confirms
        return [...toRequests(before, { type: "end" }), ...toDisclosures(before, { type: "recall" })];
      case "statement-corrected":
        // D4, E7: everybody who has received something from this case is told at once
        return toDisclosures(before, { type: "note-correction" });
      case "restricted":
      case "shown-again": {
        const hide = { type: "hide", hidden: event.type === "restricted" } as const;
        return [...toRequests(before, hide), ...toDisclosures(before, hide)];
      }
      case "proposed":
      case "approved":
      case "statement-added":
      case "review-fell-due":
      case "renewed":
      case "asked":
      case "disclosed":
        return [];
    }
  },
};

const shownOf = ({ status, purpose, areaCode, reviewOn }: OpenCase): ListedCase => ({
  status,
  purpose,
  areaCode,
  reviewOn,
});

// Requests and disclosures may go sooner than their case: one that is erased already must not keep the case from ending
const toRequests = (state: OpenCase, command: RequestCommand): readonly Intent[] =>
  state.requests.map((id) => intent(requests, { id, when: "present-or-skip" }, command, { actor: system }));

const toDisclosures = (state: OpenCase, command: DisclosureCommand): readonly Intent[] =>
  disclosuresOf(state).map((id) => intent(disclosures, { id, when: "present-or-skip" }, command, { actor: system }));

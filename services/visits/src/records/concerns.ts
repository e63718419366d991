import { dateOf } from "@trygt/contracts";
import { concernLimits } from "@trygt/contracts/visits";
import { type Counter, type Existing, entryOn, exists, type RecordType } from "@trygt/service-kit/rules";
import { announceConcern } from "../announce.ts";
import { type Concern, type ConcernEvent, evolveConcern } from "../domain/concern.ts";
import { concernDue, erasedOn } from "../domain/concern-due.ts";
import { type ConcernCommand, type ConcernRefusal, decideConcern } from "../domain/concern-rules.ts";
import type { Policy } from "../policy.ts";
import { vaultItem, vaultKey } from "./vault.ts";
import { type ListedConcern, worklist } from "./worklists.ts";

/** Concerns are police records; SSP sees one while it awaits screening, the reporting authority its outcome. */
export const concerns: RecordType<Concern, ConcernCommand, ConcernEvent, ConcernRefusal, Policy> = {
  kind: "CONCERN",
  pathParameters: ["concernId"],
  limits: { grounds: concernLimits.grounds },
  decide: decideConcern,
  evolve: evolveConcern,
  announce: announceConcern,
  visibleTo: (concern, staff) =>
    staff.role === "ssp_consultant" || staff.role === "dpo_auditor" || staff.agency === concern.reportedFrom,
  index: (concern, id, policy) => {
    const eraseOn = erasedOn(concern, policy);
    const received = concern.status === "received";
    return {
      ownerAuthority: concern.reportedFrom,
      regime: "led",
      reviewOn: received ? concern.screenBy : eraseOn,
      eraseOn,
      due: concernDue(concern, policy),
      ...(received ? { worklists: [entryOn(worklist.screening, concern.registeredAt, shownOf(concern))] } : {}),
      // Accepted, the child's data pass over to the case
      vault: concern.status === "accepted" ? [] : [vaultKey(concern.subject, vaultItem.child(id))],
    };
  },
  /** What is left of a concern when it is gone: one more in the month's count (T1). */
  counters: (event, before) => {
    switch (event.type) {
      case "accepted":
        return counted("concerns-accepted", event, before);
      case "rejected":
        return counted(`concerns-rejected-${event.reason}`, event, before);
      case "lapsed":
        return counted("concerns-rejected-too_old", event, before);
      case "registered":
      case "screening-late":
      case "erased":
        return [];
    }
  },
};

const shownOf = ({ areaCode, registeredAt, screenBy, late }: Existing<Concern>): ListedConcern => ({
  areaCode,
  registeredAt,
  screenBy,
  late,
});

const counted = (name: string, { at }: Extract<ConcernEvent, { at: unknown }>, concern: Concern): readonly Counter[] =>
  exists(concern) ? [{ name, period: dateOf(at).slice(0, 7), areaCode: concern.areaCode }] : [];

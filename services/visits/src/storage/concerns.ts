import { dateOf } from "@trygt/contracts";
import type { Aggregate, Figure } from "@trygt/service-kit/rules";
import { announceConcern } from "../announce.ts";
import {
  type Concern,
  type ConcernCommand,
  type ConcernEvent,
  type ConcernRefusal,
  concernDue,
  decideConcern,
  erasedOn,
  evolveConcern,
  initialConcern,
} from "../domain/concern.ts";
import type { Policy } from "../domain/policy.ts";
import { vaultItem, vaultKey } from "./vault.ts";
import { worklist } from "./worklists.ts";

/** Concerns are police records; SSP sees one while it awaits screening, the reporting authority its outcome. */
export const concerns = (policy: Policy): Aggregate<Concern, ConcernCommand, ConcernEvent, ConcernRefusal> => ({
  kind: "CONCERN",
  initial: initialConcern,
  decide: (concern, command) => decideConcern(concern, command, policy),
  evolve: evolveConcern,
  announce: announceConcern,
  visibleTo: (concern, actor) => {
    if (actor.role === "system") return true;
    if (concern.status === "none" || concern.status === "erased") return false;
    return actor.role === "ssp_consultant" || actor.role === "dpo_auditor" || actor.agency === concern.reportedFrom;
  },
  file: (concern, id) => {
    if (concern.status === "none" || concern.status === "erased") return "gone";
    const due = concernDue(concern, policy);
    const eraseOn = erasedOn(concern, policy);
    const received = concern.status === "received";
    return {
      ownerAuthority: concern.reportedFrom,
      regime: "led",
      reviewOn: received ? concern.screenBy : eraseOn,
      eraseOn,
      ...(due === undefined ? {} : { due }),
      ...(received ? { worklists: [{ who: worklist.screening, when: concern.registeredAt }] } : {}),
      // Accepted, the child's data pass over to the case
      vault: concern.status === "accepted" ? [] : [vaultKey(concern.subject, vaultItem.child(id))],
    };
  },
});

/** What is left of a concern when it is gone: one more in the month's count (T1). */
export const concernFigures = (concern: Concern): readonly Figure[] => {
  switch (concern.status) {
    case "accepted":
    case "rejected":
      return [
        {
          name: concern.status === "accepted" ? "concerns-accepted" : `concerns-rejected-${concern.reason}`,
          period: dateOf(concern.decidedAt).slice(0, 7),
          areaCode: concern.areaCode,
        },
      ];
    case "none":
    case "received":
    case "erased":
      return [];
  }
};

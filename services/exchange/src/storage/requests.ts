import { regimeOf } from "@trygt/contracts";
import type { Aggregate } from "@trygt/service-kit/rules";
import type { Policy } from "../domain/policy.ts";
import {
  decideRequest,
  evolveRequest,
  type InformationRequest,
  noRequest,
  type RequestCommand,
  type RequestEvent,
  type RequestRefusal,
  requestDue,
  requestErasedOn,
} from "../domain/request.ts";
import { isNamed } from "./named.ts";
import { vaultItem } from "./vault.ts";
import { worklist } from "./worklists.ts";

/** A request exists for the one who asks and the one who is asked. */
export const requests = (
  policy: Policy,
): Aggregate<InformationRequest, RequestCommand, RequestEvent, RequestRefusal> => ({
  kind: "REQUEST",
  initial: noRequest,
  decide: (request, command) => decideRequest(request, command, policy),
  evolve: evolveRequest,
  announce: () => [],
  visibleTo: (request, actor) =>
    actor.role === "system" ||
    ("from" in request && !request.hidden && (isNamed(request.to, actor) || isNamed(request.from, actor))),
  file: (request, id) => {
    if (!("from" in request)) return "gone";
    const { agency } = request.from;
    return {
      ownerAuthority: agency,
      regime: regimeOf[agency],
      reviewOn: request.lapsesOn,
      eraseOn: requestErasedOn(request),
      due: requestDue(request),
      ...(request.status === "sent" && !request.hidden
        ? { worklists: [{ who: worklist.requestsTo(request.to.staffId), when: request.lapsesOn }] }
        : {}),
      vault: [{ subject: request.subject, item: vaultItem.question(id) }],
    };
  },
});

import { regimeOf } from "@trygt/contracts";
import { type Existing, entryOn, type RecordType } from "@trygt/service-kit/rules";
import { announceRequest } from "../announce.ts";
import { isNamed } from "../domain/case-party.ts";
import {
  decideRequest,
  evolveRequest,
  type InformationRequest,
  type RequestCommand,
  type RequestEvent,
  type RequestRefusal,
  requestDue,
  requestErasedOn,
} from "../domain/request.ts";
import type { Policy } from "../policy.ts";
import { vaultItem } from "./vault.ts";
import { type ListedRequest, worklist } from "./worklists.ts";

/** A request exists for the one who asks and the one who is asked. */
export const requests: RecordType<InformationRequest, RequestCommand, RequestEvent, RequestRefusal, Policy> = {
  kind: "REQUEST",
  pathParameters: ["requestId"],
  limits: {},
  decide: decideRequest,
  evolve: evolveRequest,
  announce: announceRequest,
  visibleTo: ({ hidden, from, to }, staff) => !hidden && (isNamed(to, staff) || isNamed(from, staff)),
  index: (request, id) => {
    const { agency } = request.from;
    return {
      ownerAuthority: agency,
      regime: regimeOf[agency],
      reviewOn: request.lapsesOn,
      eraseOn: requestErasedOn(request),
      due: requestDue(request),
      ...(request.status === "sent" && !request.hidden
        ? { worklists: [entryOn(worklist.requestsTo(request.to.staffId), request.lapsesOn, shownOf(request))] }
        : {}),
      vault: [{ subject: request.subject, item: vaultItem.question(id) }],
    };
  },
};

const shownOf = ({ status, item, basis, lapsesOn }: Existing<InformationRequest>): ListedRequest => ({
  status,
  item,
  lapsesOn,
  purpose: basis.purpose,
});

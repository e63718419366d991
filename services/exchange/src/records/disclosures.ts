import { regimeOf } from "@trygt/contracts";
import { disclosureLimits } from "@trygt/contracts/exchange";
import { type Existing, entryOn, type RecordType, type WorklistEntry } from "@trygt/service-kit/rules";
import { announceDisclosure } from "../announce.ts";
import { isNamed } from "../domain/case-party.ts";
import {
  type Disclosure,
  type DisclosureCommand,
  type DisclosureEvent,
  type DisclosureRefusal,
  decideDisclosure,
  disclosureDue,
  disclosureErasedOn,
  evolveDisclosure,
  isReadable,
} from "../domain/disclosure.ts";
import type { Policy } from "../policy.ts";
import { vaultItem } from "./vault.ts";
import { worklist } from "./worklists.ts";

/** A disclosure exists for its sender, its one recipient, and the auditor; its content only while it may be read (T4). */
export const disclosures: RecordType<Disclosure, DisclosureCommand, DisclosureEvent, DisclosureRefusal, Policy> = {
  kind: "DISCLOSURE",
  pathParameters: ["disclosureId"],
  limits: disclosureLimits,
  decide: decideDisclosure,
  evolve: evolveDisclosure,
  announce: announceDisclosure,
  visibleTo: ({ hidden, from, to }, staff) =>
    staff.role === "dpo_auditor" || (!hidden && (isNamed(to, staff) || isNamed(from, staff))),
  index: (disclosure, id) => {
    const { agency } = disclosure.from;
    const due = disclosureDue(disclosure);
    return {
      ownerAuthority: agency,
      regime: regimeOf[agency],
      reviewOn: disclosure.expiresOn,
      eraseOn: disclosureErasedOn(disclosure),
      ...(due === undefined ? {} : { due }),
      worklists: worklistsOf(disclosure),
      vault: isReadable(disclosure) ? [{ subject: disclosure.subject, item: vaultItem.items(id) }] : [],
    };
  },
};

const worklistsOf = (disclosure: Existing<Disclosure>): readonly WorklistEntry[] => {
  const { to, status, basis, expiresOn, eraseBy = expiresOn } = disclosure;
  const list = worklist.disclosuresTo(to.staffId);
  const shown = { status, expiresOn, purpose: basis.purpose };
  if (status === "recalled")
    return [entryOn(worklist.unconfirmed, eraseBy, { recipient: to.kind, eraseBy }), entryOn(list, eraseBy, shown)];
  return isReadable(disclosure) && !disclosure.hidden ? [entryOn(list, expiresOn, shown)] : [];
};

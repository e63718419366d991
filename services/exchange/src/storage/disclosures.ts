import { regimeOf } from "@trygt/contracts";
import type { Aggregate } from "@trygt/service-kit/rules";
import {
  type Disclosure,
  type DisclosureCommand,
  type DisclosureEvent,
  type DisclosureRefusal,
  decideDisclosure,
  disclosureDue,
  disclosureErasedOn,
  evolveDisclosure,
  type MadeDisclosure,
  noDisclosure,
} from "../domain/disclosure.ts";
import type { Policy } from "../domain/policy.ts";
import { isNamed } from "./named.ts";
import { vaultItem } from "./vault.ts";
import { worklist } from "./worklists.ts";

/** A disclosure exists for its sender, its one recipient, and the auditor; its content only while it may be read (T4). */
export const disclosures = (
  policy: Policy,
): Aggregate<Disclosure, DisclosureCommand, DisclosureEvent, DisclosureRefusal> => ({
  kind: "DISCLOSURE",
  initial: noDisclosure,
  decide: (disclosure, command) => decideDisclosure(disclosure, command, policy),
  evolve: evolveDisclosure,
  announce: () => [],
  visibleTo: (disclosure, actor) => {
    if (actor.role === "system") return true;
    if (!("from" in disclosure)) return false;
    if (actor.role === "dpo_auditor") return true;
    if (disclosure.hidden) return false;
    return isNamed(disclosure.to, actor) || isNamed(disclosure.from, actor);
  },
  file: (disclosure, id) => {
    if (!("from" in disclosure)) return "gone";
    const { agency } = disclosure.from;
    const due = disclosureDue(disclosure);
    const readable = disclosure.status === "disclosed" || disclosure.status === "read";
    return {
      ownerAuthority: agency,
      regime: regimeOf[agency],
      reviewOn: disclosure.expiresOn,
      eraseOn: disclosureErasedOn(disclosure),
      ...(due === undefined ? {} : { due }),
      ...listing(disclosure, readable),
      vault: readable ? [{ subject: disclosure.subject, item: vaultItem.items(id) }] : [],
    };
  },
});

const listing = (disclosure: MadeDisclosure, readable: boolean) => {
  if (disclosure.status === "recalled")
    return {
      worklists: [
        { who: worklist.unconfirmed, when: disclosure.eraseBy ?? disclosure.expiresOn },
        { who: worklist.disclosuresTo(disclosure.to.staffId), when: disclosure.eraseBy ?? disclosure.expiresOn },
      ],
    };
  return readable && !disclosure.hidden
    ? { worklists: [{ who: worklist.disclosuresTo(disclosure.to.staffId), when: disclosure.expiresOn }] }
    : {};
};

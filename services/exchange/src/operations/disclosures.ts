import { dateOf } from "@trygt/contracts";
import { exchange } from "@trygt/contracts/exchange";
import { type Acquaintance, type Dependencies, exists, type Handlers, toPage } from "@trygt/service-kit";
import { namedParty, partyOf } from "../domain/case-party.ts";
import type { Disclosure } from "../domain/disclosure.ts";
import type { records } from "../records/index.ts";
import { type ItemsInVault, type PersonInVault, vaultItem } from "../records/vault.ts";
import { worklist } from "../records/worklists.ts";
import { checkParty, type DirectoryDependencies } from "./named-party.ts";
import { basisOf, disclosedTo, isShown, plannedDisclosure } from "./planned-disclosure.ts";

type Operations = Pick<
  Handlers<typeof exchange>,
  | "disclose"
  | "readDisclosure"
  | "readDisclosureReceipt"
  | "recallDisclosure"
  | "confirmErasure"
  | "listDisclosures"
  | "listUnconfirmedErasures"
>;

/** Disclosing over HTTP, through the legal gate and with the agreement of the two authorities (one read more); reading, taking back and erasing. */
export const disclosureOperations = (
  deps: Dependencies<typeof records> & DirectoryDependencies & { readonly acquaintance: Acquaintance },
): Operations => ({
  disclose: async ({ params: { caseId }, body, staff, context }) => {
    const found = await deps.cases.find(caseId, context.actor);
    if (!isShown(found)) return { kind: "not-found" };
    const disclosureId = deps.newId();
    const to = namedParty(body.to);
    const basis = basisOf(found.state, body, context);
    const items = body.items.map(({ kind }) => kind);
    const { necessity } = body;
    const plan = await plannedDisclosure(deps, context, { from: partyOf(staff), to, basis, necessity, items });
    const { subject } = found.state;
    const disclosure = { caseId, subject, to, items, basis };
    return deps.disclosures.execute(
      { id: disclosureId, when: "absent" },
      { type: "disclose", disclosure, plan },
      context,
      {
        act: "disclosure",
        disclosed: disclosedTo(to, plan),
        before: checkParty(deps, context, body.to, exchange.operations.readDisclosure.roles),
        together: () => [deps.cases.intent(found, { type: "note-disclosure", disclosureId })],
        vault: () => [{ subject, item: vaultItem.items(disclosureId), content: { items: body.items, necessity } }],
        reply: receipt(disclosureId),
      },
    );
  },

  readDisclosure: async ({ params: { disclosureId }, staff, context }) => {
    const found = await deps.disclosures.find(disclosureId, context.actor);
    // The sender knows what it sent; it is read by its one recipient, and by the auditor
    if (found === undefined || !(found.state.to.staffId === staff.id || staff.role === "dpo_auditor"))
      return { kind: "not-found" };
    const { subject, caseId, basis, from, expiresOn, correctedOn } = found.state;
    const { purpose, use, step } = basis;
    if (purpose === undefined || step === undefined) return { kind: "not-found" };
    const noted = await deps.disclosures.execute(found, { type: "note-reading" }, context);
    if (noted.kind !== "done") return noted;
    const [personItem, itemsItem] = [vaultItem.person(caseId), vaultItem.items(disclosureId)];
    const vault = await deps.vault(subject, [personItem, itemsItem]);
    const person = vault[personItem] as PersonInVault | undefined;
    const content = vault[itemsItem] as ItemsInVault | undefined;
    if (person === undefined || content === undefined)
      return deps.refuse(context, ["disclosure-expired"], deps.disclosures.ref(disclosureId));
    return {
      kind: "read",
      about: deps.disclosures.ref(disclosureId),
      quota: { subject, limit: deps.policy.subjectsADay },
      flags: await deps.acquaintance(staff, person),
      body: {
        ...{ disclosureId, purpose, use, step, expiresOn },
        from: { staffId: from.staffId, kind: from.kind },
        onward: "never",
        ...(correctedOn === undefined ? {} : { correctedOn }),
        subject: { name: person.name, birthDate: person.birthDate },
        items: content.items.map((item) => ({ ...item })),
      },
    };
  },

  readDisclosureReceipt: async ({ params: { disclosureId }, context }) => {
    const found = await deps.disclosures.find(disclosureId, context.actor);
    if (found === undefined) return { kind: "not-found" };
    const { status, expiresOn } = found.state;
    return {
      kind: "read",
      about: deps.disclosures.ref(disclosureId),
      version: found.version,
      body: { disclosureId, status, expiresOn },
    };
  },

  recallDisclosure: ({ params: { disclosureId }, context }) =>
    deps.disclosures.execute(disclosureId, { type: "recall" }, context, { reply: receipt(disclosureId) }),

  confirmErasure: ({ params: { disclosureId }, context }) =>
    deps.disclosures.execute(disclosureId, { type: "confirm-erasure" }, context, { reply: receipt(disclosureId) }),

  listDisclosures: async ({ query, staff }) => {
    const about = worklist.disclosuresTo(staff.id);
    return {
      kind: "read",
      about,
      body: toPage(await deps.disclosures.list(about, query), ({ id: disclosureId, shows: { purpose, ...shown } }) =>
        purpose === undefined ? undefined : { disclosureId, ...shown, purpose },
      ),
    };
  },

  listUnconfirmedErasures: async ({ query, context }) => {
    const today = dateOf(context.at);
    const page = await deps.list(worklist.unconfirmed, query);
    return {
      kind: "read",
      about: worklist.unconfirmed,
      body: toPage(page, ({ id: ref, shows }) => ({ ref, ...shows, late: shows.eraseBy < today })),
    };
  },
});

const receipt = (disclosureId: string) => (state: Disclosure) => ({
  disclosureId,
  status: state.status,
  expiresOn: exists(state) ? state.expiresOn : undefined,
});

import { dateOf, type LocalDate } from "@trygt/contracts";
import type { exchange } from "@trygt/contracts/exchange";
import { type Handlers, shownPage } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import type { MadeDisclosure } from "../domain/disclosure.ts";
import type { KnownCase } from "../domain/exchange-case.ts";
import { caseEndsOn } from "../domain/exchange-rules.ts";
import type { Offer } from "../domain/offer.ts";
import type { SentRequest } from "../domain/request.ts";
import { type ItemsInVault, type PersonInVault, vaultItem, type WordsInVault } from "../storage/vault.ts";
import { worklist } from "../storage/worklists.ts";

type Operations = Pick<
  Handlers<typeof exchange>,
  | "listCases"
  | "readCase"
  | "listRequests"
  | "readRequest"
  | "listDisclosures"
  | "readDisclosure"
  | "listUnconfirmedErasures"
>;

/** What exchange shows, to whom it is named, one person at a time (G2, G7). */
export const readings = (deps: ApiDeps): Operations => {
  const quota = (subject: string) => ({ subject, most: deps.policy.subjectsADay });

  return {
    listCases: async ({ query: { limit = 50, cursor }, staff }) => ({
      kind: "shown",
      about: worklist.casesOf(staff.id),
      body: shownPage(await deps.store.list(worklist.casesOf(staff.id), { limit, cursor }), ({ id, state }) => {
        const { status, purpose, areaCode, reviewOn } = state as KnownCase;
        return { caseId: id, status, purpose, areaCode, reviewOn };
      }),
    }),

    readCase: async ({ params: { caseId }, staff, call }) => {
      const found = await deps.cases.show(caseId, call.actor);
      if (found === undefined || !("proposer" in found.state)) return { kind: "not-found" };
      const known = found.state;
      if (known.status === "restricted" && staff.role !== "dpo_auditor") return { kind: "not-found" };
      const { subject, statements, category, proposer, approver } = known;
      const words = statements.map(({ number }) => vaultItem.statement(caseId, number));
      const vault = await deps.store.vault(subject, [vaultItem.person(caseId), ...words]);
      const person = vault[vaultItem.person(caseId)] as PersonInVault;
      const { status, purpose, use, step, areaCode, kle, proposedAt, reviewOn } = known;
      return {
        kind: "shown",
        about: `CASE#${caseId}`,
        version: found.version,
        quota: quota(subject),
        body: {
          ...{ caseId, status, purpose, use, step, areaCode, kle, proposedAt, reviewOn },
          eraseOn: caseEndsOn(known, deps.policy),
          subject: { name: person.name, birthDate: person.birthDate, category },
          necessity: person.necessity,
          parties: [proposer, approver].map(({ staffId, kind }) => ({ staffId, kind })),
          statements: statements.map(({ number, ...statement }) => ({
            statementId: `${caseId}.${number}`,
            ...statement,
            text: (vault[vaultItem.statement(caseId, number)] as WordsInVault | undefined)?.text ?? "",
          })),
        },
      };
    },

    listRequests: async ({ query: { limit = 50, cursor }, staff }) => ({
      kind: "shown",
      about: worklist.requestsTo(staff.id),
      body: shownPage(await deps.store.list(worklist.requestsTo(staff.id), { limit, cursor }), ({ id, state }) => {
        const { status, item, basis, lapsesOn } = state as SentRequest;
        return basis.purpose === undefined
          ? undefined
          : { requestId: id, status, item, purpose: basis.purpose, lapsesOn };
      }),
    }),

    readRequest: async ({ params: { requestId }, call }) => {
      const found = await deps.requests.show(requestId, call.actor);
      if (found === undefined || !("basis" in found.state)) return { kind: "not-found" };
      const { subject, caseId, basis, item, from, lapsesOn, status } = found.state;
      const { purpose, use, step } = basis;
      if (purpose === undefined || step === undefined) return { kind: "not-found" };
      const [personItem, questionItem] = [vaultItem.person(caseId), vaultItem.question(requestId)];
      const vault = await deps.store.vault(subject, [personItem, questionItem]);
      const person = vault[personItem] as PersonInVault | undefined;
      const question = vault[questionItem] as WordsInVault | undefined;
      if (person === undefined || question === undefined) return { kind: "not-found" };
      return {
        kind: "shown",
        about: `REQUEST#${requestId}`,
        version: found.version,
        quota: quota(subject),
        body: {
          ...{ requestId, status, purpose, use, step, item, lapsesOn },
          from: { staffId: from.staffId, kind: from.kind },
          subject: { name: person.name, birthDate: person.birthDate },
          question: question.text,
        },
      };
    },

    listDisclosures: async ({ query: { limit = 50, cursor }, staff }) => ({
      kind: "shown",
      about: worklist.disclosuresTo(staff.id),
      body: shownPage(await deps.store.list(worklist.disclosuresTo(staff.id), { limit, cursor }), ({ id, state }) => {
        const { status, basis, expiresOn } = state as MadeDisclosure;
        return basis.purpose === undefined
          ? undefined
          : { disclosureId: id, status, purpose: basis.purpose, expiresOn };
      }),
    }),

    readDisclosure: async ({ params: { disclosureId }, staff, call }) => {
      const found = await deps.disclosures.show(disclosureId, call.actor);
      // The sender knows what it sent; it is read by its one recipient, and by the auditor
      const reads = found !== undefined && "to" in found.state && found.state.to.staffId === staff.id;
      if (found === undefined || !("to" in found.state) || !(reads || staff.role === "dpo_auditor"))
        return { kind: "not-found" };
      const { subject, caseId, basis, from, expiresOn, correctedOn } = found.state;
      const { purpose, use, step } = basis;
      if (purpose === undefined || step === undefined) return { kind: "not-found" };
      const [personItem, itemsItem] = [vaultItem.person(caseId), vaultItem.items(disclosureId)];
      const vault = await deps.store.vault(subject, [personItem, itemsItem]);
      const outcome = await deps.disclosures.runFrom(found, { type: "note-reading", at: call.at, by: staff.id }, call);
      if (outcome.kind !== "done") return outcome;
      const person = vault[personItem] as PersonInVault | undefined;
      const content = vault[itemsItem] as ItemsInVault | undefined;
      if (person === undefined || content === undefined) return { kind: "refused", reasons: ["disclosure-expired"] };
      return {
        kind: "shown",
        about: `DISCLOSURE#${disclosureId}`,
        quota: quota(subject),
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

    listUnconfirmedErasures: async ({ query: { limit = 50, cursor }, call }) => {
      const today = dateOf(call.at);
      return {
        kind: "shown",
        about: worklist.unconfirmed,
        body: shownPage(await deps.store.list(worklist.unconfirmed, { limit, cursor }), ({ id, state }) => {
          const { eraseBy } = state as { readonly eraseBy?: LocalDate };
          return eraseBy === undefined
            ? undefined
            : { ref: id, recipient: recipientOf(state), eraseBy, late: eraseBy < today };
        }),
      };
    },
  };
};

const recipientOf = (state: unknown) => {
  const recalled = state as MadeDisclosure | Extract<Offer, { depositor: string }>;
  return "recipientRole" in recalled ? recalled.recipientRole : recalled.to.kind;
};

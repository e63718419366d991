import { exchange } from "@trygt/contracts/exchange";
import { type Acquaintance, type Dependencies, exists, type Handlers, toPage } from "@trygt/service-kit";
import { namedParty, partyOf } from "../domain/case-party.ts";
import type { records } from "../records/index.ts";
import { type PersonInVault, vaultItem, type WordsInVault } from "../records/vault.ts";
import { worklist } from "../records/worklists.ts";
import { checkParty, type DirectoryDependencies } from "./named-party.ts";
import { basisOf, disclosedTo, isShown, plannedDisclosure } from "./planned-disclosure.ts";

type Operations = Pick<
  Handlers<typeof exchange>,
  "askForInformation" | "answerRequest" | "listRequests" | "readRequest"
>;

/** Asking and answering over HTTP: each passes the legal gate, with the agreement of the two authorities (one read more). */
export const requestOperations = (
  deps: Dependencies<typeof records> & DirectoryDependencies & { readonly acquaintance: Acquaintance },
): Operations => ({
  askForInformation: async ({ params: { caseId }, body, staff, context }) => {
    const found = await deps.cases.find(caseId, context.actor);
    if (!isShown(found)) return { kind: "not-found" };
    const requestId = deps.newId();
    const to = namedParty(body.to);
    const basis = basisOf(found.state, body, context);
    const { necessity, item, question } = body;
    // What would answer it goes from the one who is asked to the one who asks
    const answer = { from: to, to: partyOf(staff), basis, necessity, items: [item] };
    const plan = await plannedDisclosure(deps, context, answer);
    const { subject } = found.state;
    const request = { caseId, subject, to, item, basis };
    return deps.requests.execute({ id: requestId, when: "absent" }, { type: "ask", request, plan }, context, {
      before: checkParty(deps, context, body.to, exchange.operations.answerRequest.roles),
      together: () => [deps.cases.intent(found, { type: "note-request", requestId })],
      vault: () => [{ subject, item: vaultItem.question(requestId), content: { text: question, necessity } }],
      reply: (state) => ({
        requestId,
        status: state.status,
        lapsesOn: exists(state) ? state.lapsesOn : undefined,
      }),
    });
  },

  answerRequest: async ({ params: { requestId }, body, staff, context }) => {
    const found = await deps.requests.find(requestId, context.actor);
    if (found === undefined || found.state.to.staffId !== staff.id) return { kind: "not-found" };
    if (body.outcome === "declined")
      return deps.requests.execute(found, { type: "decline" }, context, {
        reply: ({ status }) => ({ requestId, status }),
      });
    const { from, to, basis, caseId, subject } = found.state;
    const items = body.items.map(({ kind }) => kind);
    // The necessity was stated with the request and judged there; the answer rests on it
    const answer = { from: to, to: from, basis, necessity: judgedBefore, items };
    const plan = await plannedDisclosure(deps, context, answer);
    return deps.requests.execute(found, { type: "answer", outcome: body.outcome, plan }, context, {
      act: "disclosure",
      disclosed: disclosedTo(from, plan),
      together: () => [
        // An answer has the name of its request: who ends the case finds both
        deps.disclosures.intent(
          { id: requestId, when: "absent" },
          { type: "disclose", plan, disclosure: { caseId, subject, to: from, items, basis } },
        ),
      ],
      vault: () => [{ subject, item: vaultItem.items(requestId), content: { items: body.items } }],
      reply: ({ status }) => ({ requestId, status, disclosureId: requestId }),
    });
  },

  listRequests: async ({ query, staff }) => {
    const about = worklist.requestsTo(staff.id);
    return {
      kind: "read",
      about,
      body: toPage(await deps.requests.list(about, query), ({ id: requestId, shows: { purpose, ...shown } }) =>
        purpose === undefined ? undefined : { requestId, ...shown, purpose },
      ),
    };
  },

  readRequest: async ({ params: { requestId }, staff, context }) => {
    const found = await deps.requests.find(requestId, context.actor);
    if (found === undefined) return { kind: "not-found" };
    const { subject, caseId, basis, item, from, lapsesOn, status } = found.state;
    const { purpose, use, step } = basis;
    if (purpose === undefined || step === undefined) return { kind: "not-found" };
    const [personItem, questionItem] = [vaultItem.person(caseId), vaultItem.question(requestId)];
    const vault = await deps.vault(subject, [personItem, questionItem]);
    const person = vault[personItem] as PersonInVault | undefined;
    const question = vault[questionItem] as WordsInVault | undefined;
    if (person === undefined || question === undefined) return { kind: "not-found" };
    return {
      kind: "read",
      about: deps.requests.ref(requestId),
      version: found.version,
      quota: { subject, limit: deps.policy.subjectsADay },
      flags: await deps.acquaintance(staff, person),
      body: {
        ...{ requestId, status, purpose, use, step, item, lapsesOn },
        from: { staffId: from.staffId, kind: from.kind },
        subject: { name: person.name, birthDate: person.birthDate },
        question: question.text,
      },
    };
  },
});

const judgedBefore = "Stated with the request and judged there";

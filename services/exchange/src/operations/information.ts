import { ageOn, dateOf, type LocalDate } from "@trygt/contracts";
import { agencyOf, type exchange, type ItemKind } from "@trygt/contracts/exchange";
import type { Call, Handlers, Loaded } from "@trygt/service-kit";
import { agreementBetween } from "../agreement-between.ts";
import type { ApiDeps } from "../deps.ts";
import type { CaseParty, ExchangeCase, KnownCase } from "../domain/exchange-case.ts";
import type { Plan } from "../domain/gate/plan.ts";
import type { Basis } from "../domain/request.ts";
import { vaultItem } from "../storage/vault.ts";
import { named, partyOf } from "./cases.ts";

type Operations = Pick<
  Handlers<typeof exchange>,
  "askForInformation" | "answerRequest" | "disclose" | "recallDisclosure" | "confirmErasure"
>;

/** Asking, answering and disclosing over HTTP: each passes the legal gate, with the agreement of the two authorities (one read more). */
export const informationOperations = (deps: ApiDeps): Operations => ({
  askForInformation: async ({ params: { caseId }, body, staff, call }) => {
    const found = await deps.cases.show(caseId, call.actor);
    if (!isOpen(found)) return { kind: "not-found" };
    const requestId = deps.newId();
    const from = partyOf(staff);
    const to = named(body.to);
    const basis = basisOf(found.state, body, call);
    // What would answer it goes from the one who is asked to the one who asks
    const plan = await planned(deps, to, from, basis, body.necessity, [body.item], call);
    const { subject } = found.state;
    const request = { caseId, subject, from, to, item: body.item, basis };
    return deps.requests.create(requestId, { type: "ask", at: call.at, request, plan }, call, {
      with: () => [deps.cases.stepFrom(found, { type: "note-request", at: call.at, requestId }, call)],
      vault: () => [
        { subject, item: vaultItem.question(requestId), content: { text: body.question, necessity: body.necessity } },
      ],
      reply: (state) => ({
        requestId,
        status: state.status,
        lapsesOn: "lapsesOn" in state ? state.lapsesOn : undefined,
      }),
    });
  },

  answerRequest: async ({ params: { requestId }, body, staff, call }) => {
    const found = await deps.requests.show(requestId, call.actor);
    if (found === undefined || !("basis" in found.state) || found.state.to.staffId !== staff.id)
      return { kind: "not-found" };
    if (body.outcome === "declined")
      return deps.requests.runFrom(found, { type: "decline", at: call.at }, call, { reply: answered(requestId) });
    const { from, to, basis, caseId, subject } = found.state;
    const items = body.items.map(({ kind }) => kind);
    // The necessity was stated with the request and judged there; the answer rests on it
    const plan = await planned(deps, to, from, basis, judgedBefore, items, call);
    const at = call.at;
    return deps.requests.runFrom(found, { type: "answer", at, outcome: body.outcome, plan }, call, {
      act: "disclosure",
      with: () => [
        // An answer has the name of its request: who ends the case finds both
        deps.disclosures.creation(
          requestId,
          { type: "disclose", at, plan, disclosure: { caseId, subject, from: to, to: from, items, basis } },
          call,
        ),
      ],
      vault: () => [{ subject, item: vaultItem.items(requestId), content: { items: body.items } }],
      reply: (state) => ({ ...answered(requestId)(state), disclosureId: requestId }),
    });
  },

  disclose: async ({ params: { caseId }, body, staff, call }) => {
    const found = await deps.cases.show(caseId, call.actor);
    if (!isOpen(found)) return { kind: "not-found" };
    const disclosureId = deps.newId();
    const from = partyOf(staff);
    const to = named(body.to);
    const basis = basisOf(found.state, body, call);
    const items = body.items.map(({ kind }) => kind);
    const plan = await planned(deps, from, to, basis, body.necessity, items, call);
    const { subject } = found.state;
    const disclosure = { caseId, subject, from, to, items, basis };
    return deps.disclosures.create(disclosureId, { type: "disclose", at: call.at, disclosure, plan }, call, {
      act: "disclosure",
      with: () => [deps.cases.stepFrom(found, { type: "note-disclosure", at: call.at, disclosureId }, call)],
      vault: () => [
        { subject, item: vaultItem.items(disclosureId), content: { items: body.items, necessity: body.necessity } },
      ],
      reply: receipt(disclosureId),
    });
  },

  recallDisclosure: ({ params: { disclosureId }, staff, call }) =>
    deps.disclosures.run(disclosureId, { type: "recall", at: call.at, by: staff.id }, call, {
      reply: receipt(disclosureId),
    }),

  confirmErasure: ({ params: { disclosureId }, staff, call }) =>
    deps.disclosures.run(disclosureId, { type: "confirm-erasure", at: call.at, by: staff.id }, call, {
      reply: receipt(disclosureId),
    }),
});

const judgedBefore = "Stated with the request and judged there";

const isOpen = (found: Loaded<ExchangeCase> | undefined): found is Loaded<KnownCase> =>
  found !== undefined && "proposer" in found.state && found.state.status !== "restricted";

const basisOf = (
  { purpose, category, custody, birthDate, consent }: KnownCase,
  { use, step }: Pick<Basis, "use" | "step">,
  call: Call,
): Basis => ({
  purpose,
  use,
  step,
  subject: { age: ageOn(birthDate, dateOf(call.at)), category, custody },
  ...(consent === undefined ? {} : { consent }),
});

const planned = async (
  deps: ApiDeps,
  from: CaseParty,
  to: CaseParty,
  { consent, ...basis }: Basis,
  necessity: string | undefined,
  items: readonly ItemKind[],
  { at }: Call,
): Promise<Plan> => {
  const on: LocalDate = dateOf(at);
  return {
    ...basis,
    on,
    from: from.kind,
    to: to.kind,
    toNamedPerson: true,
    necessity,
    items,
    // The contract takes the request only with all three confirmed
    testsConfirmed: true,
    consent,
    agreement: await agreementBetween(deps, agencyOf[from.kind], agencyOf[to.kind], on),
  };
};

const answered =
  (requestId: string) =>
  ({ status }: { readonly status: string }) => ({ requestId, status });

const receipt =
  (disclosureId: string) => (state: { readonly status: string } & { readonly expiresOn?: LocalDate }) => ({
    disclosureId,
    status: state.status,
    expiresOn: state.expiresOn,
  });

import { createHash } from "node:crypto";
import { ageOn, dateOf, type Problem } from "@trygt/contracts";
import { ageBandOf } from "@trygt/contracts/desk";
import { agencyOf, type exchange, kindOf, type Party } from "@trygt/contracts/exchange";
import { type AccessEntry, type Call, type Handlers, type Staff, system, ticketFor } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import { type CaseParty, type ExchangeCase, noCase } from "../domain/exchange-case.ts";
import type { ExchangeCommand } from "../domain/exchange-rules.ts";
import { statesNecessity } from "../domain/gate/rules.ts";
import { disclosedIn, ending } from "../ending.ts";
import { caseFigures } from "../storage/cases.ts";
import { vaultItem } from "../storage/vault.ts";

type Operations = Pick<
  Handlers<typeof exchange>,
  | "proposeCase"
  | "routeMinor"
  | "approveCase"
  | "addStatement"
  | "correctStatement"
  | "reviewCase"
  | "removeCase"
  | "restrictCase"
>;

/** The life of an exchange case over HTTP. */
export const caseOperations = (deps: ApiDeps): Operations => ({
  proposeCase: async ({ body, staff, call }) => {
    const { cpr, category, custody } = body.subject;
    const [found, subject] = await Promise.all([deps.register(cpr), deps.subjectRef(cpr)]);
    const person = found?.status === "dead" ? undefined : found;
    const caseId = deps.newId();
    const { necessity, statements, approver, consent, use, step, areaCode, kle, purpose } = body;
    const proposal = {
      ...{ subject, category, custody, use, step, areaCode, kle, purpose, necessity },
      birthDate: person?.birthDate,
      necessityDigest: digest(necessity),
      statements: statements.map(({ text: _, ...statement }) => statement),
      proposer: partyOf(staff),
      approver: named(approver),
      ...(consent === undefined ? {} : { consent }),
    };
    return deps.cases.create(caseId, { type: "propose", at: call.at, proposal }, call, {
      vault: () => [
        {
          subject,
          item: vaultItem.person(caseId),
          content: { cpr, name: person?.name, birthDate: person?.birthDate, necessity },
        },
        ...statements.map(({ text }, at) => ({
          subject,
          item: vaultItem.statement(caseId, at + 1),
          content: { text },
        })),
      ],
      reply: receipt(caseId),
    });
  },

  routeMinor: async ({ body: { subject, areaCode, necessity, text }, staff, call }) => {
    const person = await deps.register(subject.cpr);
    if (person === undefined || person.status === "dead") return refused(deps, call, "person-unknown");
    const age = ageOn(person.birthDate, dateOf(call.at));
    if (age >= 18) return refused(deps, call, "subject-is-adult");
    if (ageBandOf(age) === undefined) return refused(deps, call, "below-scope-age");
    if (!statesNecessity(necessity)) return refused(deps, call, "necessity-missing");
    const ticketId = ticketFor(call);
    const { cpr, name, birthDate } = person;
    // Exchange keeps nothing on a minor: the parcel lies sealed at the desk until the police claim it or its day is over
    const told = await deps.desk(
      {
        act: "deposit",
        ...{ ticketId, kind: "concern-draft", recipientRole: "police_ssp_officer", urgency: "days", areaCode },
        ...{ from: partyOf(staff).kind, to: "police", purpose: "ssp", use: "preventive_visit", step: "arrange_a_talk" },
        necessity,
        subject: { category: "person_at_risk", custody: "none" },
        parcel: { cpr, name, birthDate, note: text },
      },
      call,
    );
    if (told.outcome === "refused") return refused(deps, call, ...told.reasons);
    await noted(deps, call, { act: "disclosure", about: `TICKET#${ticketId}` });
    return { kind: "done", id: ticketId, body: { ticketId, expiresAt: told.expiresAt }, version: undefined };
  },

  approveCase: async ({ params: { caseId }, body: { decision }, staff, call }) => {
    const type = decision === "approve" ? "approve" : "turn-down";
    return act(deps, caseId, { type, at: call.at, by: staff.id }, call);
  },

  addStatement: ({ params: { caseId }, body: { text, ...statement }, staff, call }) =>
    deps.cases.run(caseId, { type: "add-statement", at: call.at, by: partyOf(staff), statement }, call, {
      vault: (state) =>
        "statements" in state
          ? [{ subject: state.subject, item: vaultItem.statement(caseId, state.statements.length), content: { text } }]
          : [],
      reply: (state) => ({
        ...receipt(caseId)(state),
        statementId: "statements" in state ? `${caseId}.${state.statements.length}` : "",
      }),
    }),

  correctStatement: ({ params: { statementId }, body: { text }, staff, call }) => {
    const [caseId = "", number = ""] = statementId.split(".");
    const command = { type: "correct-statement", at: call.at, by: partyOf(staff), number: Number(number) } as const;
    return deps.cases.run(caseId, command, call, {
      vault: (state) =>
        "subject" in state
          ? [{ subject: state.subject, item: vaultItem.statement(caseId, command.number), content: { text } }]
          : [],
      // D4, E7: everybody who has received something from this case is told at once
      with: (state) =>
        "disclosures" in state
          ? disclosedIn(state).map((id) =>
              deps.disclosures.stepIfAny(id, { type: "note-correction", at: call.at }, asSystem(call)),
            )
          : [],
      reply: receipt(caseId),
    });
  },

  reviewCase: ({ params: { caseId }, body: { necessity, purpose }, call }) =>
    act(deps, caseId, { type: "review", at: call.at, necessity, necessityDigest: digest(necessity), purpose }, call),

  removeCase: ({ params: { caseId }, call }) => act(deps, caseId, { type: "remove", at: call.at }, call),

  restrictCase: async ({ params: { caseId }, body: { restricted }, call }) => {
    const found = await deps.cases.show(caseId, call.actor);
    if (found === undefined || !("disclosures" in found.state)) return { kind: "not-found" };
    const { requests } = found.state;
    const disclosed = disclosedIn(found.state);
    const hide = { type: "hide", at: call.at, hidden: restricted } as const;
    return deps.cases.runFrom(found, { type: "restrict", at: call.at, restricted }, call, {
      with: () => [
        ...requests.map((id) => deps.requests.stepIfAny(id, hide, asSystem(call))),
        ...disclosed.map((id) => deps.disclosures.stepIfAny(id, hide, asSystem(call))),
      ],
      reply: ({ status }) => ({ caseId, status }),
    });
  },
});

// An end takes the requests and disclosures of the case along (G6): the last dozen in its transaction, any more just before it
const act = async (deps: ApiDeps, caseId: string, command: ExchangeCommand, call: Call) => {
  const found = await deps.cases.show(caseId, call.actor);
  // Of a case that is gone the same request still gets the same answer
  if (found === undefined) return deps.cases.run(caseId, command, call);
  return deps.cases.runFrom(found, command, call, {
    figures: caseFigures(found.state, call.at),
    with: ending(deps, found.state, call),
    reply: command.type === "turn-down" ? receipt(caseId, found.state) : receipt(caseId),
  });
};

const asSystem = (call: Call): Call => ({ ...call, actor: system });

// A proposal that was turned down has no review any more: the receipt tells the day that it had
const receipt =
  (caseId: string, before: ExchangeCase = noCase) =>
  (state: ExchangeCase) => {
    const dated = "reviewOn" in state ? state : before;
    return { caseId, status: state.status, ...("reviewOn" in dated ? { reviewOn: dated.reviewOn } : {}) };
  };

// Where exchange keeps no record, the log alone tells who did what (E1)
const noted = ({ store, newId }: ApiDeps, call: Call, what: Pick<AccessEntry, "act" | "about" | "refused">) => {
  const { at, actor, operation, correlationId } = call;
  return store.record({ entryId: newId(), at, actor, operation, correlationId, ...what });
};

const refused = async (deps: ApiDeps, call: Call, ...reasons: readonly Problem[]) => {
  await noted(deps, call, { act: "refusal", refused: reasons });
  return { kind: "refused", reasons } as const;
};

/** The authority for which a member of staff acts here. Throws for a role without one: the contract lets none in. */
export const partyOf = ({ id, agency, role }: Staff): CaseParty => {
  const kind = kindOf(agency, role);
  if (kind === undefined) throw new Error(`The role ${role} acts for no authority in exchange`);
  return { staffId: id, kind, agency };
};

/** A named recipient with the authority behind their kind; one that nobody in Trygt works for is kept as housing, which no law lets in. */
export const named = (party: Party): CaseParty => ({ ...party, agency: agencyOf[party.kind] ?? "housing" });

const digest = (text: string | undefined): string =>
  createHash("sha256")
    .update((text ?? "").trim().toLowerCase())
    .digest("hex")
    .slice(0, 16);

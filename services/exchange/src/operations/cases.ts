import { createHash } from "node:crypto";
import { exchange } from "@trygt/contracts/exchange";
import {
  type Acquaintance,
  type Dependencies,
  exists,
  type Handlers,
  type PersonRegister,
  type SubjectRefs,
  toPage,
} from "@trygt/service-kit";
import { namedParty } from "../domain/case-party.ts";
import type { ExchangeCase } from "../domain/exchange-case.ts";
import { caseEndsOn } from "../domain/exchange-case-due.ts";
import type { records } from "../records/index.ts";
import { type PersonInVault, vaultItem, type WordsInVault } from "../records/vault.ts";
import { worklist } from "../records/worklists.ts";
import { checkParty, type DirectoryDependencies } from "./named-party.ts";

type Operations = Pick<
  Handlers<typeof exchange>,
  | "proposeCase"
  | "approveCase"
  | "addStatement"
  | "correctStatement"
  | "reviewCase"
  | "removeCase"
  | "restrictCase"
  | "listCases"
  | "readCase"
>;

type CaseDependencies = Dependencies<typeof records> &
  DirectoryDependencies & {
    readonly register: PersonRegister;
    readonly subjectRefs: SubjectRefs;
    readonly acquaintance: Acquaintance;
  };

/** The life of an exchange case over HTTP, shown to those it names, one person at a time (G2, G7). What ends with a case, is hidden with it or told of a correction stands in its record type. */
export const caseOperations = (deps: CaseDependencies): Operations => ({
  proposeCase: async ({ body, context }) => {
    const { cpr, category, custody } = body.subject;
    const [found, subject] = await Promise.all([deps.register(cpr), deps.subjectRefs(cpr)]);
    const person = found?.status === "dead" ? undefined : found;
    const caseId = deps.newId();
    const { necessity, statements, approver, consent, use, step, areaCode, kle, purpose } = body;
    const proposal = {
      ...{ subject, category, custody, use, step, areaCode, kle, purpose, necessity },
      birthDate: person?.birthDate,
      necessityDigest: digest(necessity),
      statements: statements.map(({ text: _, ...statement }) => statement),
      approver: namedParty(approver),
      ...(consent === undefined ? {} : { consent }),
    };
    return deps.cases.execute({ id: caseId, when: "absent" }, { type: "propose", proposal }, context, {
      before: checkParty(deps, context, approver, exchange.operations.approveCase.roles),
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

  approveCase: ({ params: { caseId }, body: { decision }, context }) =>
    decision === "approve"
      ? deps.cases.execute(caseId, { type: "approve" }, context, { reply: receipt(caseId) })
      : deps.cases.execute(caseId, { type: "turn-down" }, context, {
          // A proposal that was turned down is gone: the receipt tells the day of the review that it had
          before: async (_, before) => ({ reply: () => ({ ...receipt(caseId)(before), status: "refused" }) }),
        }),

  addStatement: ({ params: { caseId }, body: { text, ...statement }, context }) =>
    deps.cases.execute(caseId, { type: "add-statement", statement }, context, {
      vault: (state) => wordsIn(state, caseId, text),
      reply: (state) => ({
        ...receipt(caseId)(state),
        statementId: exists(state) ? `${caseId}.${state.statements.length}` : "",
      }),
    }),

  correctStatement: ({ params: { statementId }, body: { text }, context }) => {
    const [caseId = "", nth = ""] = statementId.split(".");
    const number = Number(nth);
    return deps.cases.execute(caseId, { type: "correct-statement", number }, context, {
      vault: (state) => wordsIn(state, caseId, text, number),
      reply: receipt(caseId),
    });
  },

  reviewCase: ({ params: { caseId }, body: { necessity, purpose }, context }) =>
    deps.cases.execute(caseId, { type: "review", necessity, necessityDigest: digest(necessity), purpose }, context, {
      reply: receipt(caseId),
    }),

  removeCase: ({ params: { caseId }, context }) =>
    deps.cases.execute(caseId, { type: "remove" }, context, { reply: () => ({ caseId, status: "removed" }) }),

  restrictCase: ({ params: { caseId }, body: { restricted }, context }) =>
    deps.cases.execute(caseId, { type: "restrict", restricted }, context, {
      reply: ({ status }) => ({ caseId, status }),
    }),

  listCases: async ({ query, staff }) => {
    const about = worklist.casesOf(staff.id);
    return {
      kind: "read",
      about,
      body: toPage(await deps.cases.list(about, query), ({ id: caseId, shows }) => ({ caseId, ...shows })),
    };
  },

  readCase: async ({ params: { caseId }, staff, context }) => {
    const found = await deps.cases.find(caseId, context.actor);
    if (found === undefined || (found.state.status === "restricted" && staff.role !== "dpo_auditor"))
      return { kind: "not-found" };
    const { subject, statements, category, proposer, approver } = found.state;
    const words = statements.map(({ number }) => vaultItem.statement(caseId, number));
    const vault = await deps.vault(subject, [vaultItem.person(caseId), ...words]);
    const person = vault[vaultItem.person(caseId)] as PersonInVault;
    const { status, purpose, use, step, areaCode, kle, proposedAt, reviewOn } = found.state;
    return {
      kind: "read",
      about: deps.cases.ref(caseId),
      version: found.version,
      quota: { subject, limit: deps.policy.subjectsADay },
      flags: await deps.acquaintance(staff, person),
      body: {
        ...{ caseId, status, purpose, use, step, areaCode, kle, proposedAt, reviewOn },
        eraseOn: caseEndsOn(found.state, deps.policy),
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
});

const receipt = (caseId: string) => (state: ExchangeCase) => ({
  caseId,
  status: state.status,
  ...(exists(state) ? { reviewOn: state.reviewOn } : {}),
});

// Of the statement that was added last, unless a number says otherwise
const wordsIn = (state: ExchangeCase, caseId: string, text: string, number?: number) =>
  exists(state)
    ? [
        {
          subject: state.subject,
          item: vaultItem.statement(caseId, number ?? state.statements.length),
          content: { text },
        },
      ]
    : [];

const digest = (text: string | undefined): string =>
  createHash("sha256")
    .update((text ?? "").trim().toLowerCase())
    .digest("hex")
    .slice(0, 16);

import type { AreaCode, Cpr } from "@trygt/contracts";
import type { CaseId, Ground, visits } from "@trygt/contracts/visits";
import {
  type Acquaintance,
  type CommandContext,
  type CommandOptions,
  checkNamed,
  type Dependencies,
  type Existing,
  type Handlers,
  type PersonRegister,
  type RegisteredPerson,
  type StaffDirectory,
  type SubjectRefs,
  toPage,
} from "@trygt/service-kit";
import { openingOf } from "../domain/case-commands.ts";
import type { Concern } from "../domain/concern.ts";
import type { records } from "../records/index.ts";
import { type ChildInVault, groundsWith, vaultItem } from "../records/vault.ts";
import { worklist } from "../records/worklists.ts";
import { childIn } from "./child.ts";

type Operations = Pick<
  Handlers<typeof visits>,
  "registerConcern" | "screenConcern" | "listConcerns" | "readConcern" | "readConcernOutcome"
>;

/** What the registration of a concern stands on: besides records, the way from a CPR number to a person and to a reference. */
export type RegistrationDependencies = Dependencies<typeof records, "worklists" | "vault"> & {
  readonly register: PersonRegister;
  readonly subjectRefs: SubjectRefs;
};

/** The life of a concern over HTTP, up to the decision. */
export const concernOperations = (
  deps: RegistrationDependencies & { readonly directory: StaffDirectory; readonly acquaintance: Acquaintance },
): Operations => ({
  registerConcern: ({ body: { subject, ...stated }, context }) => registerConcern(deps, subject.cpr, stated, context),

  screenConcern: ({ params: { concernId }, body, staff, context }) => {
    if (body.outcome === "rejected")
      return deps.concerns.execute(concernId, { type: "screen", decision: body }, context, {
        reply: ({ status }) => ({ concernId, status }),
      });
    const caseId = deps.newId() as CaseId;
    const { outcome, youthCrimeBoard, kle, assignedTo = staff.id, caseWorker } = body;
    const decided = { concernId, kle, assignedTo, ...(caseWorker === undefined ? {} : { caseWorker }) };
    const decision = { outcome, youthCrimeBoard, caseId };
    const named = [
      { staffId: assignedTo, roles: ["ssp_consultant"] as const },
      ...(caseWorker === undefined ? [] : [{ staffId: caseWorker, roles: ["child_case_worker"] as const }]),
    ];
    return deps.concerns.execute(concernId, { type: "screen", decision }, context, {
      before: checkNamed(deps.directory, context.actor, named),
      together: (concern) =>
        concern.status === "accepted"
          ? [deps.cases.intent({ id: caseId, when: "absent" }, { type: "open", opened: openingOf(concern, decided) })]
          : [],
      reply: ({ status }) => ({ concernId, status, caseId }),
    });
  },

  listConcerns: async ({ query }) => ({
    kind: "read",
    about: worklist.screening,
    body: toPage(await deps.concerns.list(worklist.screening, query), ({ id: concernId, shows }) => ({
      concernId,
      ...shows,
    })),
  }),

  readConcern: async ({ params: { concernId }, staff, context }) => {
    const found = await deps.concerns.find(concernId, context.actor);
    // Once decided, the child's data belong to the case, and to those who work on it
    if (found?.state.status !== "received") return { kind: "not-found" };
    const { state, version } = found;
    const { child } = await childIn(deps, { subject: state.subject, concernId });
    const { name, birthDate } = child;
    return {
      kind: "read",
      about: deps.concerns.ref(concernId),
      version,
      flags: await deps.acquaintance(staff, child),
      body: {
        concernId,
        status: state.status,
        ...summary(state),
        subject: { name, birthDate },
        grounds: groundsWith(state.grounds, child),
      },
    };
  },

  readConcernOutcome: async ({ params: { concernId }, context }) => {
    const found = await deps.concerns.find(concernId, context.actor);
    if (found === undefined) return { kind: "not-found" };
    const { state, version } = found;
    const reason = state.status === "rejected" ? { reasonCode: state.reason } : {};
    return {
      kind: "read",
      about: deps.concerns.ref(concernId),
      version,
      body: { concernId, status: state.status, ...reason },
    };
  },
});

/** Registers a concern: the person comes from the register, the words go into the vault, the facts to the rules. `together` holds with it in one transaction. */
export const registerConcern = async (
  deps: RegistrationDependencies,
  cpr: Cpr,
  { areaCode, grounds }: { readonly areaCode: AreaCode; readonly grounds: readonly Ground[] },
  context: CommandContext,
  together: CommandOptions<Concern>["together"] = () => [],
) => {
  const [found, subject] = await Promise.all([deps.register(cpr), deps.subjectRefs(cpr)]);
  const person = found?.status === "dead" ? undefined : found;
  const concernId = deps.newId();
  const known = person && {
    birthDate: person.birthDate,
    municipality: person.municipality,
    custodyHolders: person.custodyHolders.length,
  };
  const facts = grounds.map(({ text: _, ...fact }) => fact);
  const groundTexts = grounds.map(({ text }) => text);
  return deps.concerns.execute(
    { id: concernId, when: "absent" },
    { type: "register", subject, person: known, areaCode, grounds: facts },
    context,
    {
      vault: () =>
        person === undefined
          ? []
          : [{ subject, item: vaultItem.child(concernId), content: { ...childOf(person), groundTexts } }],
      together,
      reply: ({ status }) => ({ concernId, status }),
    },
  );
};

const childOf = (person: RegisteredPerson): Omit<ChildInVault, "groundTexts"> => {
  const { cpr, name, birthDate, protectedAddress, address, custodyHolders } = person;
  return {
    ...{ cpr, name, birthDate, protectedAddress },
    ...(address === undefined ? {} : { address: address.text }),
    custodyHolders: custodyHolders.map((holder) => ({ cpr: holder.cpr, name: holder.name })),
  };
};

const summary = ({ areaCode, registeredAt, screenBy, late }: Existing<Concern>) => ({
  areaCode,
  registeredAt,
  screenBy,
  late,
});

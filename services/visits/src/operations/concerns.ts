import type { AreaCode, Cpr } from "@trygt/contracts";
import type { CaseId, Ground, visits } from "@trygt/contracts/visits";
import { type Alongside, type Call, type Handlers, type Staff, shownPage } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import type { Concern } from "../domain/concern.ts";
import { concernFigures } from "../storage/concerns.ts";
import { childIn, groundsWith, vaultItem } from "../storage/vault.ts";
import { worklist } from "../storage/worklists.ts";

type Operations = Pick<
  Handlers<typeof visits>,
  "registerConcern" | "screenConcern" | "listConcerns" | "readConcern" | "readConcernOutcome"
>;

/** The life of a concern over HTTP, up to the decision. */
export const concernOperations = (deps: ApiDeps): Operations => ({
  registerConcern: async ({ body, staff, call }) => {
    const { concernId, command, alongside } = await registration(deps, body.subject.cpr, body, staff, call);
    return deps.concerns.create(concernId, command, call, alongside);
  },

  screenConcern: async ({ params: { concernId }, body, staff, call }) => {
    const caseId = deps.newId() as CaseId;
    const decision =
      body.outcome === "accepted"
        ? { outcome: body.outcome, caseId, youthCrimeBoard: body.youthCrimeBoard }
        : { outcome: body.outcome, reason: body.reason };
    return deps.concerns.run(concernId, { type: "screen", at: call.at, by: staff.id, decision }, call, {
      figures: concernFigures,
      with: (concern) => {
        if (concern.status !== "accepted" || body.outcome !== "accepted") return [];
        const { subject, turnsEighteenOn, turnsFifteenOn, areaCode, grounds, custodyHolders } = concern;
        const { kle, assignedTo = staff.id, caseWorker } = body;
        const opened = { subject, turnsEighteenOn, turnsFifteenOn, concernId, areaCode, grounds, custodyHolders, kle };
        const named = { assignedTo, ...(caseWorker === undefined ? {} : { caseWorker }) };
        return [deps.cases.creation(caseId, { type: "open", at: call.at, opened: { ...opened, ...named } }, call)];
      },
      reply: ({ status }) => ({ concernId, status, ...(status === "accepted" ? { caseId } : {}) }),
    });
  },

  listConcerns: async ({ query: { limit = 50, cursor } }) => ({
    kind: "shown",
    about: worklist.screening,
    body: shownPage(await deps.store.list(worklist.screening, { limit, cursor }), ({ id, state }) => {
      const concern = state as Concern;
      return concern.status === "received" ? { concernId: id, ...summary(concern) } : undefined;
    }),
  }),

  readConcern: async ({ params: { concernId }, call }) => {
    const found = await deps.concerns.show(concernId, call.actor);
    // Once decided, the child's data belong to the case, and to those who work on it
    if (found?.state.status !== "received") return { kind: "not-found" };
    const { child } = await childIn(deps.store, found.state.subject, concernId);
    const { name, birthDate } = child;
    return {
      kind: "shown",
      about: `CONCERN#${concernId}`,
      version: found.version,
      body: {
        concernId,
        status: found.state.status,
        ...summary(found.state),
        subject: { name, birthDate },
        grounds: groundsWith(found.state.grounds, child),
      },
    };
  },

  readConcernOutcome: async ({ params: { concernId }, call }) => {
    const found = await deps.concerns.show(concernId, call.actor);
    if (found === undefined || found.state.status === "none" || found.state.status === "erased")
      return { kind: "not-found" };
    const { status } = found.state;
    return {
      kind: "shown",
      about: `CONCERN#${concernId}`,
      version: found.version,
      body: { concernId, status, ...(found.state.status === "rejected" ? { reasonCode: found.state.reason } : {}) },
    };
  },
});

/** A registration ready to be sent: the person from the register, the words for the vault, the facts for the rules. */
export const registration = async (
  deps: ApiDeps,
  cpr: Cpr,
  { areaCode, grounds }: { readonly areaCode: AreaCode; readonly grounds: readonly Ground[] },
  staff: Staff,
  { at }: Call,
) => {
  const [found, subject] = await Promise.all([deps.register(cpr), deps.subjectRef(cpr)]);
  const person = found?.status === "dead" ? undefined : found;
  const concernId = deps.newId();
  const groundTexts = grounds.map(({ text }) => text);
  const known = person && {
    birthDate: person.birthDate,
    municipality: person.municipality,
    custodyHolders: person.custodyHolders.length,
  };
  const command = {
    ...({ type: "register", at, by: staff.id, agency: staff.agency, subject, person: known, areaCode } as const),
    grounds: grounds.map(({ text: _, ...fact }) => fact),
  };
  const alongside: Alongside<Concern> = {
    vault: () =>
      person === undefined
        ? []
        : [{ subject, item: vaultItem.child(concernId), content: { ...childOf(person), groundTexts } }],
    reply: ({ status }) => ({ concernId, status }),
  };
  return { concernId, command, alongside };
};

const childOf = ({
  cpr,
  name,
  birthDate,
  protectedAddress,
  address,
  custodyHolders,
}: NonNullable<Awaited<ReturnType<ApiDeps["register"]>>>) => ({
  cpr,
  name,
  birthDate,
  protectedAddress,
  ...(address === undefined ? {} : { address: address.text }),
  custodyHolders: custodyHolders.map((holder) => ({ cpr: holder.cpr, name: holder.name })),
});

const summary = ({ areaCode, registeredAt, screenBy, late }: Extract<Concern, { status: "received" }>) => ({
  areaCode,
  registeredAt,
  screenBy,
  late,
});

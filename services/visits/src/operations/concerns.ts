import type { CaseId, visits } from "@trygt/contracts/visits";
import { type Handlers, shownPage } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import type { Concern } from "../domain/concern.ts";
import { childIn, childVault, concernFigures, groundsWith, worklist } from "../storage.ts";

type Operations = Pick<
  Handlers<typeof visits>,
  "registerConcern" | "screenConcern" | "listConcerns" | "readConcern" | "readConcernOutcome"
>;

/** The life of a concern over HTTP, up to the decision. */
export const concernOperations = (deps: ApiDeps): Operations => ({
  registerConcern: async ({ body, staff, call }) => {
    const { cpr } = body.subject;
    const [person, subject] = await Promise.all([deps.register(cpr), deps.subjectRef(cpr)]);
    const concernId = deps.newId();
    const child = {
      cpr,
      name: person?.name ?? "",
      birthDate: person?.birthDate ?? "",
      protectedAddress: person?.protectedAddress ?? false,
      groundTexts: body.grounds.map(({ text }) => text),
    };
    return deps.concerns.create(
      concernId,
      {
        type: "register",
        at: call.at,
        by: staff.id,
        agency: staff.agency,
        subject,
        person: person?.status === "dead" ? undefined : person,
        areaCode: body.areaCode,
        grounds: body.grounds.map(({ text: _, ...fact }) => fact),
      },
      call,
      {
        vault: [{ ...childVault(subject, concernId), content: child }],
        reply: ({ status }) => ({ concernId, status }),
      },
    );
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
        const { subject, turnsEighteenOn, areaCode, grounds } = concern;
        const { kle, assignedTo = staff.id } = body;
        return [
          deps.cases.creation(
            caseId,
            { type: "open", at: call.at, subject, turnsEighteenOn, concernId, areaCode, grounds, kle, assignedTo },
            call,
          ),
        ];
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
    const child = await childIn(deps, found.state.subject, concernId);
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

const summary = ({ areaCode, registeredAt, screenBy, late }: Extract<Concern, { status: "received" }>) => ({
  areaCode,
  registeredAt,
  screenBy,
  late,
});

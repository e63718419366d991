import type { visits } from "@trygt/contracts/visits";
import { type Handlers, shownPage } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import type { VisitCase } from "../domain/visit-case.ts";
import { childIn, groundsWith, worklist } from "../storage.ts";

type Operations = Pick<Handlers<typeof visits>, "listCases" | "readCase">;

/** The cases of a consultant over HTTP. */
export const caseOperations = (deps: ApiDeps): Operations => ({
  listCases: async ({ query: { limit = 50, cursor }, staff }) => ({
    kind: "shown",
    about: worklist.casesOf(staff.id),
    body: shownPage(await deps.store.list(worklist.casesOf(staff.id), { limit, cursor }), ({ id, state }) => {
      const visitCase = state as VisitCase;
      return visitCase.status === "none" ? undefined : { caseId: id, ...summary(visitCase) };
    }),
  }),

  readCase: async ({ params: { caseId }, call }) => {
    const found = await deps.cases.show(caseId, call.actor);
    if (found === undefined || found.state.status === "none") return { kind: "not-found" };
    const { subject, concernId, kle, grounds, reviewOn } = found.state;
    const child = await childIn(deps, subject, concernId);
    const { name, birthDate, protectedAddress } = child;
    return {
      kind: "shown",
      about: `CASE#${caseId}`,
      version: found.version,
      body: {
        caseId,
        ...summary(found.state),
        kle,
        reviewOn,
        subject: { name, birthDate, protectedAddress },
        grounds: groundsWith(grounds, child),
      },
    };
  },
});

const summary = ({ status, areaCode, openedAt, reviewOn }: Extract<VisitCase, { status: "open" }>) => ({
  status,
  areaCode,
  openedAt,
  nextDueOn: reviewOn,
});

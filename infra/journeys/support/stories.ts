import type { Ground, GroundKind, GroundSource } from "@trygt/contracts/visits";
import { done } from "./answers.ts";
import type { City, Colleague } from "./city.ts";

/** The invented children of the stories by their replacement numbers. */
export const children = {
  Malik: "720410-4311",
  Noah: "630911-4135",
  Ida: "740812-4446",
  Sara: "901209-4218",
  Adam: "750308-4277",
} as const;

/** One observation of the child's own conduct by the police, unless said otherwise. */
export const observation = (
  text: string,
  observedOn = "2026-02-24",
  kind: GroundKind = "own_conduct",
  source: GroundSource = "police_observation",
) => ({ kind, source, observedOn: observedOn as Ground["observedOn"], text });

/** A concern as the police write it. */
export const concernAbout = (
  cpr: string,
  grounds = [observation("Holdt vagt ved en opgang for ældre drenge")],
  areaCode = "101-3-MJO",
) => ({ subject: { cpr }, areaCode, grounds });

/** How SSP accepts a concern of which the Youth Crime Board knows nothing. */
export const acceptance = { outcome: "accepted", kle: "27.24", youthCrimeBoard: "none" } as const;

/** Birk registers a concern. Answers its identifier. */
export const register = async (city: City, body = concernAbout(children.Malik)) =>
  (await done(city.as("Birk").visits.registerConcern({ body }))).body.concernId;

/** Opens a case: Birk registers, and the consultant reads and accepts. */
export const openCase = async (
  city: City,
  child: keyof typeof children,
  { areaCode = "101-3-MJO", consultant = "Signe", caseWorker }: OpeningOptions = {},
) => {
  const concernId = await register(city, concernAbout(children[child], undefined, areaCode));
  const { visits } = city.as(consultant);
  const params = { concernId };
  const { etag: ifMatch = "" } = await done(visits.readConcern({ params, reason: "screening" }));
  const body = { ...acceptance, ...(caseWorker === undefined ? {} : { caseWorker: city.as(caseWorker).id }) };
  const { caseId } = (await done(visits.screenConcern({ params, body, ifMatch }))).body;
  if (caseId === undefined) throw new Error("The concern was accepted without a case");
  return { concernId, caseId, work: caseWork(city.as(consultant), caseId) };
};

type OpeningOptions = { readonly areaCode?: string; readonly consultant?: string; readonly caseWorker?: string };

/** The work of a consultant on one case: each act is sent on the version that was just read. */
export const caseWork = ({ visits }: Colleague, caseId: string) => {
  const params = { caseId };
  const read = (reveal?: "address") =>
    done(visits.readCase({ params, reason: "case-work", ...(reveal === undefined ? {} : { query: { reveal } }) }));
  const ifMatch = async () => (await read()).etag ?? "";
  type Scheduling = Parameters<typeof visits.scheduleVisit>[0]["body"];
  type Outcome = Parameters<typeof visits.recordVisitOutcome>[0]["body"];
  type Invitation = Parameters<typeof visits.inviteCustodyHolders>[0]["body"];
  type FollowUp = Parameters<typeof visits.agreeFollowUp>[0]["body"];
  type Closing = Parameters<typeof visits.closeCase>[0]["body"];
  return {
    read,
    invite: async (body: Invitation = { language: "da" }) =>
      visits.inviteCustodyHolders({ params, body, ifMatch: await ifMatch() }),
    schedule: async (at: string, staff: readonly [string, string], more: Partial<Scheduling> = {}) =>
      visits.scheduleVisit({
        params,
        body: { at, staff: [...staff], ...more } as Scheduling,
        ifMatch: await ifMatch(),
      }),
    record: async (visitId: string, body: Outcome) =>
      visits.recordVisitOutcome({ params: { visitId }, body, ifMatch: await ifMatch() }),
    decline: async () => visits.recordDecline({ params, body: {}, ifMatch: await ifMatch() }),
    followUp: async (body: FollowUp) => visits.agreeFollowUp({ params, body, ifMatch: await ifMatch() }),
    followedUp: async (followUpId: string) =>
      visits.completeFollowUp({ params: { followUpId }, body: {}, ifMatch: await ifMatch() }),
    close: async (reason: Closing["reason"]) =>
      visits.closeCase({ params, body: { reason }, ifMatch: await ifMatch() }),
  };
};

/** A visit as it should be: the first custody holder there, all told, the child heard. */
export const wellHeld = (childView: string, informed: number[] = [1, 2]) => ({
  outcome: "held" as const,
  present: [1],
  informed,
  childView: { heard: true as const, text: childView },
});

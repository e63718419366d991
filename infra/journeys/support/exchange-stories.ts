import type { AuthorityKind } from "@trygt/contracts/exchange";
import { done } from "./answers.ts";
import type { City, Colleague } from "./city.ts";

/** The invented adults of the stories by their replacement numbers. */
export const adults = {
  Yusuf: "800502-4391",
  Omar: "770600-4531",
  Emil: "610101-4005",
  Jonas: "681199-1453",
} as const;

/** Køge's three tests, confirmed by whoever shares. */
export const tests = { partOfCooperation: true, reasonableAndFactual: true, necessary: true } as const;

/** A named member of staff and the authority they act for. */
export const party = (city: City, name: string, kind: AuthorityKind) => ({ staffId: city.as(name).id, kind });

/** Sanne records the agreements that exchange across authorities rests on, for the year. */
export const agree = async (city: City) => {
  const { exchange } = city.as("Sanne");
  const [validFrom, validUntil] = ["2026-01-01", "2026-12-31"];
  for (const between of [
    ["police", "municipality"],
    ["police", "job-centre"],
    ["municipality", "job-centre"],
  ] as const)
    await done(
      exchange.recordAgreement({ body: { between: [...between], reference: "AFT/2026-1", validFrom, validUntil } }),
    );
};

/** What Runa writes when she proposes a case: two dated statements of the person's own conduct, Palle to approve. */
export const proposal = (city: City, cpr: string = adults.Yusuf): Proposal => ({
  subject: { cpr, category: "person_at_risk", custody: "none" },
  purpose: "ssp",
  use: "preventive_plan",
  necessity: "Han er ved at falde fra sin uddannelse, og en plan kræver begge myndigheder",
  step: "plan_education",
  areaCode: "101-3-BLA",
  kle: "27.24",
  statements: [
    {
      kind: "fact",
      about: "own_conduct",
      source: "own_observation",
      observedOn: "2026-02-20",
      text: "Stod ved metroen sent tre aftener i træk",
    },
    {
      kind: "assessment",
      about: "own_situation",
      source: "told_by_person",
      observedOn: "2026-02-24",
      text: "Siger selv, at han mangler en plads at gå hen",
    },
  ],
  approver: party(city, "Palle", "social_services"),
});

type Proposal = Parameters<Colleague["exchange"]["proposeCase"]>[0]["body"];

/** Runa proposes and Palle approves. Answers the case. */
export const openExchangeCase = async (city: City, cpr: string = adults.Yusuf) => {
  const { caseId } = (await done(city.as("Runa").exchange.proposeCase({ body: proposal(city, cpr) }))).body;
  const params = { caseId };
  await done(
    city.as("Palle").exchange.approveCase({
      params,
      body: { decision: "approve", tests },
      ifMatch: await versionOf(city.as("Palle"), caseId),
    }),
  );
  return caseId;
};

/** The version of a case as one of those whom it names sees it. */
export const versionOf = async ({ exchange }: Colleague, caseId: string): Promise<string> =>
  (await done(exchange.readCase({ params: { caseId }, reason: "case-work" }))).etag ?? "";

/** What Runa asks Jens. */
export const question = (city: City) =>
  ({
    to: party(city, "Jens", "employment"),
    item: "education_status",
    question: "Er han i gang med en uddannelse lige nu?",
    use: "preventive_plan",
    step: "plan_education",
    necessity: "Planen for uddannelse kan ikke lægges uden at vide, hvor han er",
    tests,
  }) as const;

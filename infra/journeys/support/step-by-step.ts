import { randomUUID } from "node:crypto";
import { createClient, type ProblemDetails, partnership } from "@trygt/client";
import { jobs } from "../second-service/jobs/service.ts";
import { done } from "./answers.ts";
import type { City } from "./city.ts";
import { adults, proposal, question, tests } from "./exchange-stories.ts";
import { acceptance, children, concernAbout, wellHeld } from "./stories.ts";

/** Takes one step of a story by its name, and gives what the step was answered. */
export type Take = <A extends Answer>(name: string, send: () => Promise<A>) => Promise<Done<A>>;

/** A story as a chain of steps, each of which one colleague takes. */
export type Story = (city: City, take: Take) => Promise<void>;

type Answer = { readonly problem?: ProblemDetails };
type Done<A> = Exclude<A, { problem: object }>;

/** A colleague's program, which sends an act or a question again as it is for as long as it is told to, without a pause, and throws when it is refused. */
const patient = (city: City, name: string) => {
  const { token } = city.as(name);
  return createClient({ baseUrl: city.url, token, attempts: 1, contracts: { ...partnership, jobs } });
};

const again = async <A extends Answer>(send: (idempotencyKey: string) => Promise<A>): Promise<Done<A>> => {
  const idempotencyKey = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(idempotencyKey);
    const passes = answer.problem?.slug === "try-again" || answer.problem?.slug === "request-in-progress";
    if (!passes || attempt === 4) return done(Promise.resolve(answer));
  }
};

/** From the concern to the visit, the offer of a job over the desk, its correction and recall, and the end of the case. */
export const malikIsVisited: Story = async (city, take) => {
  const [birk, signe, jens] = [patient(city, "Birk"), patient(city, "Signe"), patient(city, "Jens")];
  const { visits } = signe;
  const { concernId } = (
    await take("Birk registers a concern", () =>
      again((idempotencyKey) => birk.visits.registerConcern({ body: concernAbout(children.Malik), idempotencyKey })),
    )
  ).body;
  const concern = { concernId };
  const { etag: ifMatch = "" } = await take("Signe reads it", () =>
    again(() => visits.readConcern({ params: concern, reason: "screening" })),
  );
  const { caseId = "" } = (
    await take("Signe accepts it", () =>
      again((idempotencyKey) => visits.screenConcern({ params: concern, body: acceptance, ifMatch, idempotencyKey })),
    )
  ).body;
  const params = { caseId };
  let version = "";
  const look = async (when: string) => {
    const read = await take(`Signe looks at the case ${when}`, () =>
      again(() => visits.readCase({ params, reason: "case-work" })),
    );
    version = read.etag ?? "";
  };
  await look("that she has");
  await take("Signe invites", () =>
    again((idempotencyKey) =>
      visits.inviteCustodyHolders({ params, body: { language: "da" }, ifMatch: version, idempotencyKey }),
    ),
  );
  await look("when the letters are out");
  const at = new Date(Date.parse(await city.now()) + 5 * 60_000).toISOString();
  const staff: [string, string] = [city.as("Signe").id, city.as("Søren").id];
  const { visitId } = (
    await take("Signe schedules the visit", () =>
      again((idempotencyKey) =>
        visits.scheduleVisit({ params, body: { at, staff }, ifMatch: version, idempotencyKey }),
      ),
    )
  ).body;
  await take("the hour of the visit comes", async () => {
    await city.advance("PT6M");
    return {};
  });
  await look("after the visit's hour");
  await take("Signe records the visit", () =>
    again((idempotencyKey) =>
      visits.recordVisitOutcome({
        params: { visitId: visitId ?? "" },
        body: wellHeld("Jeg vil hellere spille fodbold"),
        ifMatch: version,
        idempotencyKey,
      }),
    ),
  );
  await look("after the visit");
  const consent = { youth: true, custodyHolder: true, custodyHolderTold: true, textVersion: "2026-1", language: "da" };
  const { ticketId } = (
    await take("Signe offers him to the job centre", () =>
      again((idempotencyKey) =>
        visits.referToJob({
          params,
          body: { consent, wish: "Vil gerne arbejde med cykler", necessity: "Jobcentret skal vide, hvem den unge er" },
          ifMatch: version,
          idempotencyKey,
        }),
      ),
    )
  ).body;
  const ticket = { ticketId };
  const offer = await take("Jens sees the offer", () =>
    again(() => jens.jobs.readOffer({ params: ticket, reason: "case-work" })),
  );
  await take("Jens accepts the offer", () =>
    again((idempotencyKey) =>
      jens.jobs.acceptOffer({ params: ticket, body: {}, ifMatch: offer.etag ?? "", idempotencyKey }),
    ),
  );
  await take("Jens reads whom it is about", () =>
    again(() => jens.jobs.readOffer({ params: ticket, reason: "case-work" })),
  );
  await look("when the offer is accepted");
  await take("Signe corrects the wish", () =>
    again((idempotencyKey) =>
      visits.correctReferral({
        params: { caseId, ticketId },
        body: { wish: "Vil gerne arbejde i et køkken" },
        ifMatch: version,
        idempotencyKey,
      }),
    ),
  );
  await take("Jens reads the correction", () =>
    again(() => jens.jobs.readOffer({ params: ticket, reason: "case-work" })),
  );
  await look("before the recall");
  await take("Signe recalls the offer", () =>
    again((idempotencyKey) =>
      visits.recallReferral({ params: { caseId, ticketId }, body: {}, ifMatch: version, idempotencyKey }),
    ),
  );
  await look("after the recall");
  await take("Signe closes the case", () =>
    again((idempotencyKey) =>
      visits.closeCase({ params, body: { reason: "moved" }, ifMatch: version, idempotencyKey }),
    ),
  );
};

/** From the proposal over approval, question, answer and reading to the removal of the case, and the erasure of what had been disclosed. */
export const yusufIsTalkedAbout: Story = async (city, take) => {
  const [runa, palle, jens] = [patient(city, "Runa"), patient(city, "Palle"), patient(city, "Jens")];
  const { caseId } = (
    await take("Runa proposes a case", () =>
      again((idempotencyKey) => runa.exchange.proposeCase({ body: proposal(city, adults.Yusuf), idempotencyKey })),
    )
  ).body;
  const params = { caseId };
  const seen = await take("Palle reads the case", () =>
    again(() => palle.exchange.readCase({ params, reason: "case-work" })),
  );
  await take("Palle approves the case", () =>
    again((idempotencyKey) =>
      palle.exchange.approveCase({
        params,
        body: { decision: "approve", tests },
        ifMatch: seen.etag ?? "",
        idempotencyKey,
      }),
    ),
  );
  const { requestId } = (
    await take("Runa asks Jens", () =>
      again((idempotencyKey) => runa.exchange.askForInformation({ params, body: question(city), idempotencyKey })),
    )
  ).body;
  const asked = await take("Jens reads the question", () =>
    again(() => jens.exchange.readRequest({ params: { requestId }, reason: "disclosure" })),
  );
  const { disclosureId = "" } = (
    await take("Jens answers in part", () =>
      again((idempotencyKey) =>
        jens.exchange.answerRequest({
          params: { requestId },
          body: { outcome: "part", items: [{ kind: "education_status", text: "Han følger et forløb" }], tests },
          ifMatch: asked.etag ?? "",
          idempotencyKey,
        }),
      ),
    )
  ).body;
  await take("Runa reads the answer", () =>
    again((idempotencyKey) =>
      runa.exchange.readDisclosure({ params: { disclosureId }, body: {}, reason: "case-work", idempotencyKey }),
    ),
  );
  const { exchange } = runa;
  const { etag: ifMatch = "" } = await take("Runa reads the case", () =>
    again(() => exchange.readCase({ params, reason: "case-work" })),
  );
  await take("Runa removes the case", () =>
    again((idempotencyKey) => exchange.removeCase({ params, body: {}, ifMatch, idempotencyKey })),
  );
  await take("Runa confirms that she has erased it", () =>
    again((idempotencyKey) =>
      exchange.confirmErasure({ params: { disclosureId }, body: {}, ifMatch: '"3"', idempotencyKey }),
    ),
  );
};

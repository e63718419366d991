import { program, type Story } from "./patience.ts";
import { acceptance, children, concernAbout, wellHeld } from "./stories.ts";

/** From the concern to the visit, the offer of a job over the desk, its correction and recall, and the end of the case. */
export const malikIsVisited: Story = async (city, take) => {
  const [birk, signe, jens] = [program(city, "Birk"), program(city, "Signe"), program(city, "Jens")];
  const { visits } = signe;
  const { concernId } = (
    await take("Birk registers a concern", (idempotencyKey) =>
      birk.visits.registerConcern({ body: concernAbout(children.Malik), idempotencyKey }),
    )
  ).body;
  const concern = { concernId };
  const { etag: ifMatch = "" } = await take("Signe reads it", () =>
    visits.readConcern({ params: concern, reason: "screening" }),
  );
  const { caseId = "" } = (
    await take("Signe accepts it", (idempotencyKey) =>
      visits.screenConcern({ params: concern, body: acceptance, ifMatch, idempotencyKey }),
    )
  ).body;
  const params = { caseId };
  let version = "";
  const look = async (when: string) => {
    const read = await take(`Signe looks at the case ${when}`, () => visits.readCase({ params, reason: "case-work" }));
    version = read.etag ?? "";
  };
  await look("that she has");
  await take("Signe invites", (idempotencyKey) =>
    visits.inviteCustodyHolders({ params, body: { language: "da" }, ifMatch: version, idempotencyKey }),
  );
  await look("when the letters are out");
  const at = new Date(Date.parse(await city.now()) + 5 * 60_000).toISOString();
  const staff: [string, string] = [city.as("Signe").id, city.as("Søren").id];
  const { visitId } = (
    await take("Signe schedules the visit", (idempotencyKey) =>
      visits.scheduleVisit({ params, body: { at, staff }, ifMatch: version, idempotencyKey }),
    )
  ).body;
  await take("the hour of the visit comes", async () => {
    await city.advance("PT6M");
    return {};
  });
  await look("after the visit's hour");
  await take("Signe records the visit", (idempotencyKey) =>
    visits.recordVisitOutcome({
      params: { visitId: visitId ?? "" },
      body: wellHeld("Jeg vil hellere spille fodbold"),
      ifMatch: version,
      idempotencyKey,
    }),
  );
  await look("after the visit");
  const consent = { youth: true, custodyHolder: true, custodyHolderTold: true, textVersion: "2026-1", language: "da" };
  const { ticketId } = (
    await take("Signe offers him to the job centre", (idempotencyKey) =>
      visits.referToJob({
        params,
        body: { consent, wish: "Vil gerne arbejde med cykler", necessity: "Jobcentret skal vide, hvem den unge er" },
        ifMatch: version,
        idempotencyKey,
      }),
    )
  ).body;
  const ticket = { ticketId };
  const offer = await take("Jens sees the offer", () => jens.jobs.readOffer({ params: ticket, reason: "case-work" }));
  await take("Jens accepts the offer", (idempotencyKey) =>
    jens.jobs.acceptOffer({ params: ticket, body: {}, ifMatch: offer.etag ?? "", idempotencyKey }),
  );
  await take("Jens reads whom it is about", () => jens.jobs.readOffer({ params: ticket, reason: "case-work" }));
  await look("when the offer is accepted");
  await take("Signe corrects the wish", (idempotencyKey) =>
    visits.correctReferral({
      params: { caseId, ticketId },
      body: { wish: "Vil gerne arbejde i et køkken" },
      ifMatch: version,
      idempotencyKey,
    }),
  );
  await take("Jens reads the correction", () => jens.jobs.readOffer({ params: ticket, reason: "case-work" }));
  await look("before the recall");
  await take("Signe recalls the offer", (idempotencyKey) =>
    visits.recallReferral({ params: { caseId, ticketId }, body: {}, ifMatch: version, idempotencyKey }),
  );
  await look("after the recall");
  await take("Signe closes the case", (idempotencyKey) =>
    visits.closeCase({ params, body: { reason: "moved" }, ifMatch: version, idempotencyKey }),
  );
};

import { disclosureAnswered, disclosureReceived, type TicketId } from "@trygt/contracts/desk";
import { done } from "./answers.ts";
import type { City } from "./city.ts";
import { adults, agree, openExchangeCase, proposal, question } from "./exchange-stories.ts";
import { type Errands, errand, hasLetters, said, saidOnce, versionIn } from "./outages.ts";
import { acceptance, children, concernAbout, openCase, register } from "./stories.ts";

const unheard = "20000000-0000-4000-8000-000000000001" as TicketId;
const lapsed = disclosureAnswered.of({ ticketId: unheard, outcome: "lapsed" });

/** The identifier of an event that breaks its contract. */
export const unreadable = "20000000-0000-4000-8000-000000000002";

/** A row that announces what the contract of visits does not declare. */
export const undeclared = {
  pk: { S: "CONCERN#20000000-0000-4000-8000-000000000003" },
  sk: { S: "EVENT#1" },
  outbox: { S: "1" },
  announcements: { L: [{ M: { name: { S: "visits.nobody-declared.v1" } } }] },
} as const;

/** What stands when the outages come. */
export type Prepared = Awaited<ReturnType<typeof beforeTheOutage>>;

const consent = { youth: true, custodyHolder: true, custodyHolderTold: true, textVersion: "2026-1", language: "da" };
const job = { consent, wish: "Vil gerne arbejde med cykler", necessity: "Jobcentret skal vide, hvem den unge er" };

/** Opens the cases and registers the concerns that the errands are about. */
export const beforeTheOutage = async (city: City) => {
  await agree(city);
  const opened = {
    malik: await openCase(city, "Malik"),
    noah: await openCase(city, "Noah"),
    ida: await openCase(city, "Ida"),
    sara: await openCase(city, "Sara"),
  };
  const waiting = await register(city, concernAbout(children.Adam));
  const rejected = await register(city, concernAbout(children.Malik));
  const { caseId, work } = opened.malik;
  const sent = { params: { caseId }, body: job, ifMatch: (await work.read()).etag ?? "" };
  const { ticketId } = (await done(city.as("Signe").visits.referToJob(sent))).body;
  await done(opened.noah.work.invite());
  const yusuf = await openExchangeCase(city, adults.Yusuf);
  await city.settle();
  return { ...opened, waiting, rejected, ticketId, yusuf };
};

/** The errands of two rounds: first those that meet outages of one kind, then those of the other; each round on what stands when it begins. */
export const rounds = [
  async (city: City, { noah, ida, waiting, rejected, yusuf }: Prepared): Promise<Errands> => ({
    behind: [
      {
        outage: "visits.subscriber asks digital-post",
        begin: () => done(ida.work.invite()),
        ended: async () => hasLetters(city, ida.caseId),
      },
      {
        outage: "visits.subscriber asks SQS",
        begin: () => city.announce({ ...lapsed, data: {} }, { eventId: unreadable }),
        ended: async () => (await city.deadLetters()).length > 0,
      },
      {
        outage: "exchange.subscriber asks DynamoDB",
        begin: () => city.announce(disclosureReceived.of({ ticketId: unheard, parcelVersion: 1 })),
        // A ticket that nobody knows leaves nothing behind, but for a message where it could not be heard
        ended: async () => (await city.events("partnership.disclosure-received.v1")).length === 1,
      },
      {
        outage: "visits.relay asks EventBridge",
        begin: () =>
          city.as("Signe").send(`POST /visits/concerns/${rejected}/screening`, {
            headers: { "if-match": '"1"' },
            body: { outcome: "rejected", reason: "duplicate" },
          }),
        ended: () => saidOnce(city, "visits.concern-decided.v1", rejected),
      },
    ],
    before: [
      errand("visits.api asks person-register", city.as("Birk"), "POST /visits/concerns", concernAbout(children.Sara)),
      errand(
        "visits.api asks DynamoDB for TransactWriteItems",
        city.as("Signe"),
        `POST /visits/concerns/${waiting}/screening`,
        acceptance,
        '"1"',
      ),
      errand("visits.api asks DynamoDB for Query", city.as("Signe"), "GET /visits/concerns?status=received"),
      errand(
        "visits.api asks Lambda",
        city.as("Signe"),
        `POST /visits/cases/${noah.caseId}/job-referrals`,
        job,
        await versionIn(noah),
      ),
      errand("exchange.api asks KMS", city.as("Runa"), "POST /exchange/cases", proposal(city, adults.Omar)),
      errand(
        "exchange.api asks staff-directory",
        city.as("Runa"),
        `POST /exchange/cases/${yusuf}/requests`,
        question(city),
      ),
      errand("exchange.api asks Lambda", city.as("Runa"), "POST /exchange/concern-drafts", {
        subject: { cpr: children.Ida },
        areaCode: "101-3-MJO",
        necessity: "Nogen bør tale med familien, før de ældre gør det",
        text: "Stod ved kælderen tre aftener i træk",
      }),
      errand("exchange.api asks DynamoDB for Query", city.as("Runa"), "GET /exchange/cases?assignedTo=me"),
    ],
  }),
  async (city: City, { malik, noah, ida, sara, ticketId }: Prepared): Promise<Errands> => ({
    behind: [
      {
        outage: "exchange.relay asks EventBridge",
        begin: async () =>
          city.as("Signe").send(`POST /visits/cases/${sara.caseId}/job-referrals`, {
            headers: { "if-match": await versionIn(sara) },
            body: job,
          }),
        // Malik's, Noah's, Ida's two and Sara's, each once
        ended: async () => (await said(city, "exchange.disclosure-offered.v1")).length === 5,
      },
      {
        outage: "visits.subscriber asks DynamoDB",
        begin: () => done(sara.work.invite()),
        ended: async () => hasLetters(city, sara.caseId),
      },
      {
        outage: "visits.relay asks SQS",
        begin: () => city.askTable("records", "PutItem", { Item: undeclared }),
        ended: async () => JSON.stringify(await city.deadLetters()).includes(undeclared.pk.S),
      },
    ],
    before: [
      errand("visits.api asks KMS", city.as("Birk"), "POST /visits/concerns", concernAbout(children.Noah)),
      errand(
        "visits.api asks staff-directory",
        city.as("Signe"),
        `POST /visits/cases/${noah.caseId}/visits`,
        {
          at: "2026-03-10T16:30:00+01:00",
          staff: [city.as("Signe").id, city.as("Søren").id],
        },
        await versionIn(noah),
      ),
      errand("exchange.api asks person-register", city.as("Runa"), "POST /exchange/cases", proposal(city, adults.Emil)),
      errand("exchange.api asks DynamoDB for TransactWriteItems", city.as("Sanne"), "POST /exchange/agreements", {
        between: ["police", "housing"],
        reference: "AFT/2026-2",
        validFrom: "2026-01-01",
        validUntil: "2026-12-31",
      }),
      errand(
        "exchange.desk asks KMS",
        city.as("Signe"),
        `POST /visits/cases/${ida.caseId}/job-referrals`,
        job,
        await versionIn(ida),
      ),
      errand(
        "exchange.desk asks DynamoDB for GetItem",
        city.as("Signe"),
        `POST /visits/cases/${malik.caseId}/referrals/${ticketId}/recall`,
        {},
        await versionIn(malik),
      ),
    ],
  }),
];

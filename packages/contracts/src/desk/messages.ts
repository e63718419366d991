import * as z from "zod/mini";
import { once } from "../once.ts";
import { Agency } from "../values/agency.ts";
import { AreaCode } from "../values/area.ts";
import { Cpr } from "../values/cpr.ts";
import { described } from "../values/described.ts";
import {
  AuthorityKind,
  CustodyStatus,
  GivenConsent,
  PreventiveStep,
  SubjectCategory,
  Use,
} from "../values/disclosure.ts";
import { StaffId } from "../values/id.ts";
import { Purpose } from "../values/purpose.ts";
import { Role } from "../values/role.ts";
import { text } from "../values/text.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { OfferKind, ReturnReason, TicketId, Track, Urgency } from "./vocabulary.ts";

/** What is handed over in a sealed parcel: the person, how to reach them, and a note. Never offence, gang or health. */
export const Parcel = () =>
  z.strictObject({
    cpr: described(Cpr, "The person's CPR number, which stands in vaults and sealed parcels alone (C2).", "7204104311"),
    name: described(text(1, 200), "The full name, as the person register has it.", "Malik Testesen"),
    birthDate: described(LocalDate, "From the person register; the desk reckons the age from it (C5).", "2010-04-12"),
    note: described(
      text(1, 1000),
      "What the receiver must know to begin, in 1 to 1000 characters.",
      "Vil gerne arbejde i et cykelværksted om eftermiddagen",
    ),
  });
export type Parcel = z.output<ReturnType<typeof Parcel>>;

/** A member of staff who comes to the desk in person. */
export const Claimant = () =>
  z.strictObject({
    staffId: described(StaffId, "Who it is, by the `sub` of the token.", "e32cabf1-019b-5e48-8b2d-bde5d114779c"),
    agency: described(Agency, "The authority for which they work.", "job-centre"),
    role: described(
      Role,
      "The role in which they come; it must be the one that the offer is made to.",
      "employment_adviser",
    ),
  });
export type Claimant = z.output<ReturnType<typeof Claimant>>;

/** A parcel is left at the desk, with all that the legal gate asks (L1–L11). */
export const Deposit = () =>
  z.strictObject({
    act: described(z.literal("deposit"), "Leaves a parcel for a role of another service."),
    ticketId: described(
      TicketId,
      "Made by the sender, the same for the same request, so that a deposit that is sent twice is one deposit.",
    ),
    kind: OfferKind,
    recipientRole: described(Role, "The role whose holders may claim it, one of them in person.", "employment_adviser"),
    track: z.optional(Track),
    urgency: Urgency,
    areaCode: z.optional(
      described(AreaCode, "Where the person lives or is met, no finer than a sub-area.", "101-3-MJO"),
    ),
    from: described(AuthorityKind, "The kind of authority that discloses (L2).", "children_and_youth"),
    to: described(AuthorityKind, "The kind of authority that is to know (L2, L8).", "employment"),
    purpose: described(
      Purpose,
      "The form of cooperation that it rests on (L1). `ssp`, `psp` and `ksp`: those of retsplejeloven § 115; `consent`: the person's own yes.",
      "consent",
    ),
    use: described(
      Use,
      "What the receiver will use it for; `investigation` is always refused (L4).",
      "preventive_plan",
    ),
    step: described(PreventiveStep, "The one preventive step for which it is needed (L3).", "plan_work"),
    necessity: described(
      text(0, 500),
      "Why it is needed for that step, in words of the sender's own, 20 to 500 characters (L3).",
      "Et fritidsjob er det skridt, som familien selv har valgt",
    ),
    consent: z.optional(
      described(GivenConsent(), "The yes that it rests on (D9); needed where the purpose is `consent`."),
    ),
    subject: described(
      z.strictObject({
        category: described(
          SubjectCategory,
          "How the person stands to the matter (E2); a victim or witness is always refused (G3).",
          "person_at_risk",
        ),
        custody: described(
          CustodyStatus,
          "Whether and how the person is or was deprived of liberty; it decides whether `ksp` is possible (L6).",
          "none",
        ),
      }),
      "What the gate must know of the person.",
    ),
    parcel: described(
      Parcel(),
      "What the one who claims the ticket gets; it lies in the vault of the desk until then.",
    ),
  });
export type Deposit = z.output<ReturnType<typeof Deposit>>;

const ticket = { ticketId: TicketId };
const claimant = () => ({ claimant: described(Claimant(), "The member of staff for whom the service asks.") });

/** What can be asked of the desk. */
export const DeskRequest = once(() =>
  z.strictObject({
    correlationId: described(
      z.string().check(z.regex(/^[A-Za-z0-9_=-]{1,64}$/)),
      "Ties together the logs of all that one request led to.",
      "60778da3-7799-4105-b527-c77fc91247cd",
    ),
    message: described(
      z.discriminatedUnion("act", [
        Deposit(),
        z.strictObject({
          act: described(
            z.literal("claim"),
            "Opens a ticket for one reader; again for the same one until it has arrived.",
          ),
          ...ticket,
          ...claimant(),
        }),
        z.strictObject({
          act: described(z.literal("return"), "Sends a parcel back unopened."),
          ...ticket,
          ...claimant(),
          reason: ReturnReason,
        }),
        z.strictObject({
          act: described(z.literal("recall"), "Takes a parcel back, which only the service that left it can do."),
          ...ticket,
        }),
        z.strictObject({
          act: described(z.literal("correct"), "Puts another parcel in the place of one that was left."),
          ...ticket,
          correctionId: described(
            TicketId,
            "Made by the sender, the same for the same request, so that a correction that is sent twice is one correction.",
          ),
          parcel: described(Parcel(), "What stands in the place of the first one."),
        }),
        z.strictObject({
          act: described(z.literal("fetch-correction"), "Gets the corrected parcel; again until it has arrived."),
          ...ticket,
          ...claimant(),
        }),
      ]),
      "What is asked.",
    ),
  }),
);
export type DeskRequest = z.output<ReturnType<typeof DeskRequest>>;

/** What the desk can refuse. */
export const DeskRefusal = z.enum([
  "purpose-missing",
  "necessity-missing",
  "investigation-use-refused",
  "recipient-not-authorised",
  "ksp-not-available-for-remand",
  "subject-is-minor",
  "victim-not-registrable",
  "consent-missing",
  "consent-expired",
  "agreement-not-in-force",
  "duplicate-open-case",
  "not-found",
  "ticket-used",
  "disclosure-expired",
  "invalid-transition",
]);
export type DeskRefusal = z.output<typeof DeskRefusal>;

/** What the desk answers. */
export const DeskReply = once(() =>
  z.discriminatedUnion("outcome", [
    z.strictObject({
      outcome: described(z.literal("done"), "The desk has done what was asked."),
      expiresAt: z.optional(described(Instant, "When a parcel that was left lapses.", "2026-03-03T08:00:00.000Z")),
      handedOver: z.optional(
        described(
          z.strictObject({
            parcel: Parcel(),
            parcelVersion: described(
              z.int().check(z.positive()),
              "1 for the first parcel of a ticket, one more for each correction.",
              1,
            ),
          }),
          "In the answer to a claim and to a fetched correction.",
        ),
      ),
    }),
    z.strictObject({
      outcome: described(z.literal("refused"), "The desk has done nothing."),
      reasons: described(
        z.array(DeskRefusal).check(z.minLength(1), z.maxLength(20)),
        "Each rule that stands in the way, as a slug of the catalogue of problems.",
        ["consent-missing"],
      ),
    }),
  ]),
);
export type DeskReply = z.output<ReturnType<typeof DeskReply>>;

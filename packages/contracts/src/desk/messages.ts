import * as z from "zod/mini";
import { Agency } from "../values/agency.ts";
import { AreaCode } from "../values/area.ts";
import { Cpr } from "../values/cpr.ts";
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
import { Instant, LocalDate } from "../values/time.ts";
import { OfferKind, ReturnReason, TicketId, Track, Urgency } from "./vocabulary.ts";

/** What is handed over in a sealed parcel: the person, how to reach them, and a note. Never offence, gang or health. */
export const Parcel = z.strictObject({
  cpr: Cpr,
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  birthDate: LocalDate,
  note: z.string().check(z.minLength(1), z.maxLength(1000)),
});
export type Parcel = z.output<typeof Parcel>;

/** A member of staff who comes to the desk in person. */
export const Claimant = z.strictObject({ staffId: StaffId, agency: Agency, role: Role });
export type Claimant = z.output<typeof Claimant>;

/** A parcel is left at the desk, with all that the legal gate asks (L1–L11). The ticket is made by the sender, so that a repeated deposit is one deposit. */
export const Deposit = z.strictObject({
  act: z.literal("deposit"),
  ticketId: TicketId,
  kind: OfferKind,
  recipientRole: Role,
  track: z.optional(Track),
  urgency: Urgency,
  areaCode: z.optional(AreaCode),
  from: AuthorityKind,
  to: AuthorityKind,
  purpose: Purpose,
  use: Use,
  step: PreventiveStep,
  necessity: z.string().check(z.maxLength(500)),
  consent: z.optional(GivenConsent),
  subject: z.strictObject({ category: SubjectCategory, custody: CustodyStatus }),
  parcel: Parcel,
});
export type Deposit = z.output<typeof Deposit>;

const ticket = { ticketId: TicketId };

/** What can be asked of the desk. `depositor` is the service that asks; the desk alone knows it. */
export const DeskRequest = z.strictObject({
  depositor: z.string().check(z.regex(/^[a-z]{3,20}$/)),
  at: z.iso.datetime(),
  correlationId: z.string().check(z.regex(/^[A-Za-z0-9_=-]{1,64}$/)),
  message: z.discriminatedUnion("act", [
    Deposit,
    z.strictObject({ act: z.literal("claim"), ...ticket, claimant: Claimant }),
    z.strictObject({ act: z.literal("return"), ...ticket, claimant: Claimant, reason: ReturnReason }),
    z.strictObject({ act: z.literal("recall"), ...ticket }),
    z.strictObject({ act: z.literal("correct"), ...ticket, parcel: Parcel }),
    z.strictObject({ act: z.literal("fetch-correction"), ...ticket, claimant: Claimant }),
  ]),
});
export type DeskRequest = z.output<typeof DeskRequest>;

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

/** What the desk answers. A parcel is in the answer to a claim and to a fetched correction, once. */
export const DeskReply = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("done"), expiresAt: z.optional(Instant), parcel: z.optional(Parcel) }),
  z.strictObject({ outcome: z.literal("refused"), reasons: z.array(DeskRefusal).check(z.minLength(1)) }),
]);
export type DeskReply = z.output<typeof DeskReply>;

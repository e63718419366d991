import type { LocalDate, StaffId } from "@trygt/contracts";
import { type Existing, worklistOf } from "@trygt/service-kit/rules";
import type { AdviceSource } from "../domain/advice.ts";
import type { CaseParty } from "../domain/case-party.ts";
import type { DeskTicket } from "../domain/desk-ticket.ts";
import type { Disclosure } from "../domain/disclosure.ts";
import type { OpenCase } from "../domain/exchange-case.ts";
import type { Gathering } from "../domain/gathering.ts";
import type { Basis, InformationRequest } from "../domain/request.ts";
import type { Zone } from "../domain/zone.ts";

type Purpose = Pick<Basis, "purpose">;

/** What a case shows to those whom it names. */
export type ListedCase = Pick<OpenCase, "status" | "purpose" | "areaCode" | "reviewOn">;
/** What a request shows to the one who is asked. */
export type ListedRequest = Pick<Existing<InformationRequest>, "status" | "item" | "lapsesOn"> & Purpose;
/** What a disclosure shows to its recipient. */
export type ListedDisclosure = Pick<Existing<Disclosure>, "status" | "expiresOn"> & Purpose;
/** What the auditor sees of an erasure that nobody has confirmed: of a disclosure or of a ticket. */
export type ListedErasure = {
  readonly recipient: CaseParty["kind"] | Existing<DeskTicket>["recipientRole"];
  readonly eraseBy: LocalDate;
};
/** What a zone shows: what the public reads, and how far it has come. */
export type ListedZone = Pick<Existing<Zone>, "status" | "basis" | "areaCodes" | "from" | "until" | "publicText">;

/** The worklists of exchange: the key is the authorisation, so that no list is filtered after it was fetched. */
export const worklist = {
  /** Cases that name a member of staff, by review. */
  casesOf: (staff: StaffId) => worklistOf<ListedCase>(`CASES#${staff}`),
  /** Requests put to a member of staff, by the day on which they lapse. */
  requestsTo: (staff: StaffId) => worklistOf<ListedRequest>(`REQUESTS#${staff}`),
  /** What was disclosed to a member of staff, by the day on which it expires. */
  disclosuresTo: (staff: StaffId) => worklistOf<ListedDisclosure>(`DISCLOSURES#${staff}`),
  /** Erasures that nobody has confirmed yet, of disclosures and tickets, by deadline: for the auditor (G6). */
  unconfirmed: worklistOf<ListedErasure>("UNCONFIRMED-ERASURES"),
  /** Gatherings of Nørrebro that are not purged, by the time at which they were seen or expected. */
  gatherings: worklistOf<Existing<Gathering>>("GATHERINGS#101-3"),
  /** The gatherings and zones that housing and organisers get advice on, by their end. */
  advice: worklistOf<AdviceSource>("ADVICE#101-3"),
  /** Announced zones, by their end. */
  zones: worklistOf<ListedZone>("ZONES#101-3"),
  /** All zones, drafts among them, for those who draft and decide, by their end. */
  zonesOfLeads: worklistOf<ListedZone>("ZONES#police_lead"),
} as const;

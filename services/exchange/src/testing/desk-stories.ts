import {
  type DeskReply,
  type DeskRequest,
  disclosureReceived,
  type Parcel,
  type TicketId,
} from "@trygt/contracts/desk";
import type { Staff } from "@trygt/service-kit";
import { eventFrom, malik } from "@trygt/service-kit/testing";
import { type ExchangeService, exchangeService } from "./service.ts";
import { agreed, deposit, parcelOn } from "./stories.ts";

/** Who comes to the desk. */
export const inPerson = ({ id: staffId, agency, role }: Staff) => ({ staffId, agency, role });
/** A claim in person. */
export const claimBy = (who: Staff, ticketId: TicketId) =>
  ({ act: "claim", ticketId, claimant: inPerson(who) }) as const satisfies DeskRequest["message"];
/** A corrected parcel, asked for in person. */
export const fetchBy = (who: Staff, ticketId: TicketId) =>
  ({ act: "fetch-correction", ticketId, claimant: inPerson(who) }) as const satisfies DeskRequest["message"];
/** What the desk says when it does nothing. */
export const refused = (...reasons: readonly string[]) => ({ outcome: "refused", reasons });
/** What the desk says when it hands over a parcel. */
export const opened = (parcel: Parcel, parcelVersion = 1): DeskReply => ({
  outcome: "done",
  handedOver: { parcel, parcelVersion },
});
/** A correction, by the request behind it. */
export const correctionId = "70000000-0000-4000-8000-00000000000c" as TicketId;
/** The service in which a ticket was claimed says that the parcel has arrived. */
export const arrived = (
  service: ExchangeService,
  ticketId: TicketId,
  { by = "jobs", parcelVersion = 1 }: { readonly by?: string; readonly parcelVersion?: number } = {},
) => service.deliver({ ...eventFrom(disclosureReceived.of({ ticketId, parcelVersion })), by });
/** What senders have been told. */
export const answers = (service: ExchangeService) =>
  service.bus().flatMap(({ name, data }) => (name === "exchange.disclosure-answered.v1" ? [data] : []));
/** What has left for the bus, by short names. */
export const names = (service: ExchangeService) =>
  service.bus().map(({ name }) => name.replace(/^exchange\.|\.v1$/g, ""));

/** A job referral of visits: of a minor, who is welcome at the job centre with consent. */
export const referral = (change: Parameters<typeof deposit>[0] = {}) =>
  deposit({
    ...{ kind: "job-referral", recipientRole: "employment_adviser", track: "youth", to: "employment" },
    ...{ step: "plan_work", areaCode: "101-3-MJO" as never, parcel: parcelOn(malik) },
    ...change,
  });
/** The job referral lies at the desk of exchange, which has the agreements of the year. */
export const leftAt = async (service: ExchangeService, change: Parameters<typeof deposit>[0] = {}) => {
  await agreed(service);
  const message = referral(change);
  const reply = await service.askDesk("visits", message);
  if (reply.outcome === "refused") throw new Error(`The desk refuses: ${reply.reasons.join(", ")}`);
  return message;
};
/** Exchange with the job referral lying at its desk. */
export const referred = async (change: Parameters<typeof deposit>[0] = {}) => {
  const service = exchangeService();
  const message = await leftAt(service, change);
  return { service, ticketId: message.ticketId, message };
};

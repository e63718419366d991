import * as z from "zod/mini";
import { once } from "./once.ts";
import { reader } from "./reader.ts";
import { Agency } from "./values/agency.ts";
import { AreaCode } from "./values/area.ts";
import { described } from "./values/described.ts";
import { Kle } from "./values/kle.ts";

/** What every event says of itself (domain.md § 5.4, after the municipal Beskedkuvert). */
export const EventMeta = once(() =>
  z.strictObject({
    eventId: described(
      z.uuid(),
      "Different for each event and the same in each delivery of it: a consumer that has handled it does nothing more.",
      "3d1f6f0a-6a0e-4d2e-9a53-0f6c1b7e2a41",
    ),
    recordedAt: described(
      z.iso.datetime(),
      "When the service recorded the change, in UTC.",
      "2026-03-02T08:00:00.000Z",
    ),
    effectiveAt: described(z.iso.datetime(), "From when the change holds, in UTC.", "2026-03-02T08:00:00.000Z"),
    validUntil: z.optional(
      described(z.iso.datetime(), "When the change holds no longer, in UTC.", "2026-03-02T11:00:00.000Z"),
    ),
    correlationId: described(
      z.string().check(z.regex(/^[A-Za-z0-9_=-]{1,64}$/)),
      "The same in everything that one request has led to: the request's identifier at the gateway.",
      "e3bfUh4AvHcEMqQ=",
    ),
    causationId: z.optional(
      described(
        z.uuid(),
        "The `eventId` of the event that led to this one; absent where a request or the clock did.",
        "b7a0c8d2-2f0e-4b57-8d5f-6a1c9e3f7b10",
      ),
    ),
    ownerAuthority: described(
      Agency,
      "The authority that owns the record and is its controller (D1): `police`, `municipality`, `job-centre`, `probation` (Kriminalforsorgen) or `housing`.",
      "police",
    ),
    kle: z.optional(Kle),
    areaCode: z.optional(
      described(AreaCode, "The area that the record belongs to, never finer than a sub-area.", "101-3-MJO"),
    ),
    version: described(
      z.int().check(z.positive()),
      "The record's version after the change: events come in any order, and whoever has seen a higher version ignores this one.",
      3,
    ),
  }),
);
export type EventMeta = z.output<ReturnType<typeof EventMeta>>;

/** One kind of event on the bus, named `<service>.<what-happened>.v<major>`; `partnership.…` where several services may say it: so that nobody sees which, or each under its own name. */
export type EventContract<Data extends z.core.$ZodType = z.core.$ZodType> = {
  readonly name: string;
  /** The EventBridge source, `trygt.visits`, or the neutral `trygt.partnership`; undefined where each of several services says it under its own. */
  readonly source: string | undefined;
  readonly summary: string;
  readonly data: Data;
  /** The schema of whoever subscribes: fields that came later than the subscriber are left out. */
  readonly reads: Data;
  /** The typed announcement of this event. Throws when the data do not keep the contract: a bug, never a refusal. */
  readonly of: (data: z.core.input<Data>, about?: About) => Announcement;
};

/** What an announcement may say of itself beyond its data; the rest of the meta comes from the command. */
export type About = Partial<Pick<EventMeta, "validUntil" | "kle" | "areaCode">>;

/** An event that is to leave the service: name, thin data, and what its meta adds. */
export type Announcement = {
  readonly name: string;
  readonly data: unknown;
  readonly about: About;
};

/** The EventBridge source of a service: its relay publishes under it, and under no other. */
export const sourceOf = (service: string): string => `trygt.${service}`;

/** The service that publishes under an EventBridge source; undefined for a source that is none of ours. */
export const serviceOf = (source: string): string | undefined => /^trygt\.([a-z]+)$/.exec(source)?.[1];

/** Declares an event. Only opaque references, codes, dates and area codes may stand in `data`; a contract test keeps that. */
export const event = <Data extends z.core.$ZodType>(
  name: `${string}.v${number}`,
  declared: { readonly summary: string; readonly underOwnName?: true; readonly data: () => Data },
): EventContract<Data> => {
  const source = declared.underOwnName ? undefined : sourceOf(name.slice(0, name.indexOf(".")));
  const data = once(declared.data);
  // Most functions only announce
  const reads = once(() => reader(data()));
  return {
    name,
    source,
    summary: declared.summary,
    get data() {
      return data();
    },
    get reads() {
      return reads();
    },
    of: (said, about = {}) => ({ name, data: z.parse(data(), said), about }),
  };
};

import * as z from "zod/mini";
import { reader } from "./reader.ts";
import { Agency } from "./values/agency.ts";
import { AreaCode } from "./values/area.ts";
import { Kle } from "./values/kle.ts";

/** What every event says of itself (domain.md § 5.4, after the municipal Beskedkuvert). */
export const EventMeta = z.strictObject({
  eventId: z.uuid(),
  recordedAt: z.iso.datetime(),
  effectiveAt: z.iso.datetime(),
  validUntil: z.optional(z.iso.datetime()),
  correlationId: z.string().check(z.regex(/^[A-Za-z0-9_=-]{1,64}$/)),
  causationId: z.optional(z.uuid()),
  ownerAuthority: Agency,
  kle: z.optional(Kle),
  areaCode: z.optional(AreaCode),
  /** Version of the record that changed: a reader who has seen a higher one ignores this. */
  version: z.int().check(z.positive()),
});
export type EventMeta = z.output<typeof EventMeta>;

/** One kind of event on the bus, named `<service>.<what-happened>.v<major>`. */
export type EventContract<Data extends z.core.$ZodType = z.core.$ZodType> = {
  readonly name: string;
  /** The EventBridge source, `trygt.visits`. */
  readonly source: string;
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
  readonly source: string;
  readonly data: unknown;
  readonly about: About;
};

/** Declares an event. Only opaque references, codes, dates and area codes may stand in `data`; a contract test keeps that. */
export const event = <Data extends z.core.$ZodType>(
  name: `${string}.v${number}`,
  declared: { readonly summary: string; readonly data: Data },
): EventContract<Data> => {
  const source = `trygt.${name.slice(0, name.indexOf("."))}`;
  let reads: Data | undefined;
  return {
    ...declared,
    // Made when a subscriber first asks: most functions only announce
    get reads() {
      reads ??= reader(declared.data);
      return reads;
    },
    name,
    source,
    of: (data, about = {}) => ({ name, source, data: z.parse(declared.data, data), about }),
  };
};

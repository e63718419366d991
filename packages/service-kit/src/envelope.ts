import type { Announcement, EventMeta, Instant } from "@trygt/contracts";
import type { Filing } from "./aggregate.ts";
import type { Envelope } from "./store.ts";

/** Largest event on the bus, in bytes: announcements are thin (DESIGN § 4; the platform would take 1 MB). */
export const largestEvent = 8 * 1024;

/** Puts an announcement into its envelope. Throws when it grows beyond {@link largestEvent}: a bug, never a refusal. */
export const envelope = (
  announcement: Announcement,
  cause: { readonly at: Instant; readonly correlationId: string; readonly causationId?: string },
  filing: Filing | "gone" | undefined,
  version: number,
  newId: () => string,
): Envelope => {
  if (filing === undefined || filing === "gone")
    throw new Error(`${announcement.name} is announced by a record that nobody owns`);
  const meta: EventMeta = {
    eventId: newId(),
    recordedAt: cause.at,
    effectiveAt: cause.at,
    correlationId: cause.correlationId,
    ...(cause.causationId === undefined ? {} : { causationId: cause.causationId }),
    ownerAuthority: filing.ownerAuthority,
    version,
    ...announcement.about,
  };
  const { name, source, data } = announcement;
  const size = Buffer.byteLength(JSON.stringify({ meta, data }));
  if (size > largestEvent) throw new Error(`${name} is ${size} bytes; an event may have ${largestEvent}`);
  return { name, source, data, meta };
};

import type { Announcement, EventMeta, Instant } from "@trygt/contracts";
import type { RecordIndex } from "./record-index.ts";
import type { Envelope } from "./store.ts";

/** Largest event on the bus, in bytes: announcements are thin (the platform would take 1 MB). */
export const maxEventBytes = 8 * 1024;

/** Puts an announcement into its envelope. Throws when it grows beyond {@link maxEventBytes}, or when nobody owns the record: a bug, never a refusal. */
export const envelope = (
  announcement: Announcement,
  cause: { readonly at: Instant; readonly correlationId: string; readonly causationId?: string },
  owner: Pick<RecordIndex, "ownerAuthority"> | undefined,
  version: number,
  newId: () => string,
): Envelope => {
  const { name, data } = announcement;
  if (owner === undefined) throw new Error(`${name} is announced by a record that nobody owns`);
  const meta: EventMeta = {
    eventId: newId(),
    recordedAt: cause.at,
    effectiveAt: cause.at,
    correlationId: cause.correlationId,
    ...(cause.causationId === undefined ? {} : { causationId: cause.causationId }),
    ownerAuthority: owner.ownerAuthority,
    version,
    ...announcement.about,
  };
  const size = Buffer.byteLength(JSON.stringify({ meta, data }));
  if (size > maxEventBytes) throw new Error(`${name} is ${size} bytes; an event may have ${maxEventBytes}`);
  return { name, data, meta };
};

import type { LocalDate, StaffId } from "@trygt/contracts";
import type { AccessEntry } from "./access-log.ts";

/** Whose entries are asked for: those on a record, of a member of staff, of a day in Copenhagen, or what they have in common; one at least is named. */
export type WantedEntries = { readonly record?: string; readonly staff?: StaffId; readonly day?: LocalDate };

/** What is asked of the access logs: so many entries, older than the one at which the page before ended. */
export type AccessLogQuery = { readonly wanted: WantedEntries; readonly limit: number; readonly before?: string };

/** An entry with the service in whose log it stands. */
export type LoggedEntry = AccessEntry & { readonly service: string };

/** A page of entries, the newest first, and whether there are older ones. */
export type AccessLogPage = { readonly entries: readonly LoggedEntry[]; readonly more: boolean };

/** Where an entry stands among all: by its time, then by its identifier. */
export const positionOf = ({ at, entryId }: Pick<AccessEntry, "at" | "entryId">): string => `${at}#${entryId}`;

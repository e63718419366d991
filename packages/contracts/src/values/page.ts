import * as z from "zod/mini";
import { described } from "./described.ts";

/** Where a list goes on: the sort key of the last record answered, and its key in the table. Opaque to callers. */
export type Cursor = { readonly sortKey: string; readonly key: string };

/** The text of a cursor, safe in a query. */
export const cursorText = ({ sortKey, key }: Cursor): string =>
  Buffer.from(JSON.stringify([sortKey, key])).toString("base64url");

/** Kind and identifier of a record, and which of its items stands on the list: the first worklist is the state itself, each further one a copy. */
const recordKey = /^[A-Z][A-Z0-9_-]*#[\w.+-]+\|(STATE|LISTED#[1-9]\d{0,3})$/;

const readCursor = (text: string): Cursor | undefined => {
  try {
    const [sortKey, key] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    if (typeof sortKey !== "string" || sortKey === "" || typeof key !== "string") return undefined;
    return recordKey.test(key) ? { sortKey, key } : undefined;
  } catch {
    return undefined;
  }
};

/** How much of a list to answer: at most 50 records, going on from a cursor. Lists are ordered by date alone (D13). */
export const PageQuery = {
  limit: z.optional(
    described(
      z.pipe(
        z.string().check(z.regex(/^([1-9]|[1-4]\d|50)$/)),
        z.transform((digits) => Number(digits)),
      ),
      "How many records to answer at most, 1 to 50; 50 unless given.",
      "20",
    ),
  ),
  cursor: z.optional(
    described(
      z.pipe(
        z.string().check(
          z.regex(/^[A-Za-z0-9_-]{1,1024}$/, { abort: true }),
          z.refine((text) => readCursor(text) !== undefined),
        ),
        z.transform((text) => readCursor(text) as Cursor),
      ),
      "Where to go on: `next` of the page before, unchanged. Left out for the first page.",
    ),
  ),
};

/** A page of records, with the cursor of the next page when there is one. */
export const pageOf = <Item extends z.core.$ZodType>(item: Item) =>
  z.strictObject({
    items: described(z.array(item).check(z.maxLength(50)), "The records of this page, ordered by date alone (D13)."),
    next: z.optional(
      described(z.string(), "Sent as `cursor`, it answers the next page; absent when there are no more records."),
    ),
  });

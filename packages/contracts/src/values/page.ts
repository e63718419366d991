import * as z from "zod/mini";

/** How much of a list to answer: at most 50 records, going on from an opaque cursor. Lists are ordered by date alone (D13). */
export const PageQuery = {
  limit: z.optional(
    z.pipe(
      z.string().check(z.regex(/^([1-9]|[1-4]\d|50)$/)),
      z.transform((digits) => Number(digits)),
    ),
  ),
  cursor: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,1024}$/))),
};

/** A page of records, with the cursor of the next page when there is one. */
export const pageOf = <Item extends z.core.$ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.optional(z.string()) });

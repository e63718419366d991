import * as z from "zod/mini";

/** What is wrong with a range that ends before it begins, for whoever explains an issue. */
export const reversed = {
  en: "must not be before the first",
  da: "må ikke ligge før den første",
} as const;

/** A check of an object: its range, from one field to another, does not end before it begins. Dates and instants compare as text. */
export const inOrder = <From extends string, To extends string>(from: From, to: To) =>
  z.refine<Readonly<Record<From | To, string>>>((range) => range[from] <= range[to], {
    path: [to],
    params: { detail: reversed },
  });

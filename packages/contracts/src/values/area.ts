import * as z from "zod/mini";

/**
 * An area: the municipality `101`, a city district `101-3` (Nørrebro), or a sub-area `101-3-MJO` (Mjølnerparken).
 * Never below sub-area: a stairwell identifies a family (domain.md § 4.6).
 */
export const AreaCode = z
  .string()
  .check(z.regex(/^\d{3}(-([1-9]|10)(-[A-Z]{3})?)?$/))
  .brand<"AreaCode">();
export type AreaCode = z.output<typeof AreaCode>;

/** Whether `area` is `whole` or a part of it: `101-3-MJO` lies within `101-3`. */
export const within = (area: AreaCode, whole: AreaCode): boolean => area === whole || area.startsWith(`${whole}-`);

/** Whether two areas touch: one is the other or a part of it. */
export const overlap = (one: AreaCode, other: AreaCode): boolean => within(one, other) || within(other, one);

/** How fine an area code is. */
export type AreaLevel = "municipality" | "district" | "sub-area";

/** The level of an area code, told by its parts. */
export const levelOf = (area: AreaCode): AreaLevel =>
  (["municipality", "district", "sub-area"] as const)[area.split("-").length - 1] ?? "sub-area";

import * as z from "zod/mini";

/** Every area that Trygt knows, by its code, with its Danish name: the municipality, its ten districts, and the sub-areas of Nørrebro. */
export const areaNames: Readonly<Record<string, string>> = {
  "101": "København",
  "101-1": "Indre By",
  "101-2": "Østerbro",
  "101-3": "Nørrebro",
  "101-3-MJO": "Mjølnerparken",
  "101-3-LUN": "Lundtoftegade",
  "101-3-RPL": "Den Røde Plads",
  "101-3-FOL": "Folkets Hus",
  "101-3-BLA": "Blågården",
  "101-4": "Vesterbro/Kongens Enghave",
  "101-5": "Valby",
  "101-6": "Vanløse",
  "101-7": "Brønshøj-Husum",
  "101-8": "Bispebjerg",
  "101-9": "Amager Øst",
  "101-10": "Amager Vest",
};

/**
 * An area: the municipality `101`, a city district `101-3` (Nørrebro), or a sub-area `101-3-MJO` (Mjølnerparken).
 * Never below sub-area: a stairwell identifies a family (domain.md § 4.6). A code that is not in the table is refused.
 */
export const AreaCode = z.enum(Object.keys(areaNames)).brand<"AreaCode">();
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

/** The sub-areas within an area, in the order of the table; of a sub-area that is itself. */
export const subAreasOf = (area: AreaCode): readonly AreaCode[] =>
  (AreaCode.options as AreaCode[]).filter((code) => levelOf(code) === "sub-area" && within(code, area));

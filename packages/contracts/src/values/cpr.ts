import * as z from "zod/mini";

/** A Danish civil registration number as ten digits, `7204104311`. Lives only in vaults and request bodies (C2, C3). */
export type Cpr = string & z.core.$brand<"Cpr">;

/**
 * Accepts `DDMMYY-SSSS` with or without the hyphen and keeps ten digits; refuses with `invalid-cpr` when the date does
 * not exist. Replacement numbers (day + 60) are accepted; modulus 11 is never asked for (C1: valid numbers lack it since 2007).
 */
export const Cpr = z.pipe(
  z.string().check(
    z.regex(/^\d{6}-?\d{4}$/, { error: "invalid-cpr", abort: true }),
    z.refine((text) => cprDate(text.replace("-", "")) !== undefined, { error: "invalid-cpr" }),
  ),
  z.transform((text) => text.replace("-", "") as Cpr),
);

/** Whether the number is a replacement number (erstatningspersonnummer): its day is 61 to 91. */
export const isReplacementCpr = (cpr: Cpr): boolean => Number(cpr.slice(0, 2)) > 60;

/**
 * The date that ten digits spell by the century table (digit 7), as `[year, month, day]`; undefined when no such day exists.
 * Only for checking the shape: a person's birth date comes from the register (C5).
 */
export const cprDate = (digits: string): readonly [number, number, number] | undefined => {
  const [dd, month, yy, seventh] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits[6]].map(Number);
  if (dd === undefined || month === undefined || yy === undefined || seventh === undefined) return undefined;
  const day = dd > 60 ? dd - 60 : dd;
  const year = century(seventh, yy) + yy;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? [year, month, day] : undefined;
};

// The table of the CPR office: digit 7 and the two-digit year together give the century
const century = (seventh: number, yy: number): number => {
  if (seventh <= 3) return 1900;
  if (seventh === 4 || seventh === 9) return yy <= 36 ? 2000 : 1900;
  return yy <= 57 ? 2000 : 1800;
};

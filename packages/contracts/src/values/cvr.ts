import * as z from "zod/mini";

const weights = [2, 7, 6, 5, 4, 3, 2, 1];

/** A Danish company or authority number: eight digits that pass modulus 11 (domain.md § 4.11). */
export const Cvr = z
  .string()
  .check(
    z.regex(/^[1-9]\d{7}$/),
    z.refine((digits) => weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11 === 0),
  )
  .brand<"Cvr">();
export type Cvr = z.output<typeof Cvr>;

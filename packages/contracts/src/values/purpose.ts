import * as z from "zod/mini";

/** The form of cooperation a disclosure rests on (retsplejeloven § 115; L1). */
export const Purpose = z.enum(["ssp", "psp", "ksp", "consent"]);
export type Purpose = z.output<typeof Purpose>;

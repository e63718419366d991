import * as z from "zod/mini";
import { described } from "./described.ts";

/** The form of cooperation a disclosure rests on (retsplejeloven § 115; L1). */
export const Purpose = described(
  z.enum(["ssp", "psp", "ksp", "consent"]),
  "The form of cooperation that a disclosure rests on (L1): `ssp` school, social services and police; `psp` police, social services and psychiatry; `ksp` prison and probation, social services and police, for convicted people only (L6); `consent` what the person has agreed to (D9).",
  "ssp",
);
export type Purpose = z.output<typeof Purpose>;

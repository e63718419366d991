import * as z from "zod/mini";
import { holdsCpr } from "./cpr-in-text.ts";

/** What is said of a CPR number where none may stand. */
export const noCpr = {
  en: "must not hold what looks like a CPR number",
  da: "må ikke indeholde noget, der ligner et CPR-nummer",
} as const;

/** A check of a text that stays outside the vault: it holds no CPR number (C2). */
export const withoutCpr = () => z.refine<string>((value) => !holdsCpr(value), { params: { detail: noCpr } });

/** Where something is filed in another system: letters, digits, full stops, slashes and hyphens, and no CPR number. */
export const reference = (shortest: number, longest: number) =>
  z.string().check(z.regex(new RegExp(`^[A-Za-z0-9./-]{${shortest},${longest}}$`)), withoutCpr());

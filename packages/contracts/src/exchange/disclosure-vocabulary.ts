import * as z from "zod/mini";
import { described } from "../values/described.ts";
import { text } from "../values/text.ts";
import { Necessity } from "./case-vocabulary.ts";
import { disclosureLimits } from "./limits.ts";
import { ItemKind, PreventiveStep, ThreeTests, Use } from "./parties.ts";

/** The roles that exchange information, each in person (domain.md § 5.6). */
export const exchangers = [
  "ssp_consultant",
  "police_lead",
  "adult_case_worker",
  "employment_adviser",
  "probation_officer",
] as const;

/** One piece of information on one person (G8). */
export const Item = () =>
  z.strictObject({
    kind: ItemKind,
    text: described(
      text(2, 500),
      "The information itself, in 2 to 500 characters: of this person only, and no more than the step needs (G9).",
      "Han følger et forløb på produktionsskolen om formiddagen",
    ),
  });

/** What one disclosure may hold. */
export const Items = () => z.array(Item()).check(z.minLength(1), z.maxLength(disclosureLimits.items));

/** What every request and every disclosure must state for the legal gate (L3, L4, L10). */
export const justification = () => ({
  use: Use,
  step: PreventiveStep,
  necessity: z.optional(Necessity),
  tests: described(ThreeTests(), "The three tests of whoever sends this (L10)."),
});

/** How the legal gate can refuse. */
export const gateRefusals = [
  "necessity-missing",
  "investigation-use-refused",
  "recipient-not-authorised",
  "ksp-not-available-for-remand",
  "agreement-not-in-force",
  "consent-missing",
  "consent-expired",
] as const;

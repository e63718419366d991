import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { described } from "../values/described.ts";
import { Purpose } from "../values/purpose.ts";
import { CaseReceipt, CaseStanding, caseRoles, exchangeCaseParams, Necessity } from "./case-vocabulary.ts";

export const reviewCase = operation("exchange.reviewCase", {
  route: "POST /exchange/cases/{caseId}/reviews",
  summary: "Renew a case for a new reason; without renewal it ends by itself (G5)",
  description:
    "Either of the two people whom a case names renews it when it is still needed, at the latest when its review is due. The reason must be a new one, and the purpose stays: another purpose is a new case (D2). Renewed, it is reviewed again after 90 days; unrenewed, it ends after 180, and any case ends after 24 months (T3).",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: exchangeCaseParams,
  body: () =>
    z.strictObject({
      necessity: z.optional(
        described(
          Necessity,
          "Why the case is still needed, in one's own words: 20 to 500 characters, and another reason than the last one, or it is refused with `necessity-missing` (G5, L3).",
          "Han har nu fået plads på en skole og skal støttes i at holde fast i den",
        ),
      ),
      purpose: z.optional(
        described(
          Purpose,
          "The purpose that the case has; another is refused with `purpose-change-refused` (D2).",
          "ssp",
        ),
      ),
    }),
  reply: CaseReceipt,
  problems: ["invalid-transition", "necessity-missing", "purpose-change-refused"],
});

export const removeCase = operation("exchange.removeCase", {
  route: "POST /exchange/cases/{caseId}/removal",
  summary: "End a case: nothing is left of it, and every recipient is asked to erase (G6)",
  description:
    "Either of the two people whom a case names ends it as soon as it is no longer needed. Its requests are erased and its disclosures recalled: each recipient erases and confirms within 14 days. Nothing is left of the case but a number (T10).",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: exchangeCaseParams,
  body: () => z.strictObject({}),
  reply: CaseStanding,
  problems: ["invalid-transition"],
});

export const restrictCase = operation("exchange.restrictCase", {
  route: "POST /exchange/cases/{caseId}/restriction",
  summary: "Hide a case, or show it again, without saying why (D12)",
  description:
    "Either of the two people whom a case names hides it while its use is in question, for example when the person objects. Hidden, the case is not found, nor are its requests and disclosures; the auditor alone still sees the case. It ends when it would have ended, and can be shown again until then.",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: exchangeCaseParams,
  body: () =>
    z.strictObject({
      restricted: described(z.boolean(), "Whether the case is to be hidden; `false` shows it again.", true),
    }),
  reply: CaseStanding,
  problems: ["invalid-transition"],
});

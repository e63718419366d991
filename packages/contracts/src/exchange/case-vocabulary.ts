import * as z from "zod/mini";
import { described } from "../values/described.ts";
import { text } from "../values/text.ts";
import { LocalDate } from "../values/time.ts";
import { ExchangeCaseId } from "./ids.ts";

/** Where an exchange case stands (domain.md § 5.2). A refused or removed case is gone. */
export const ExchangeCaseStatus = described(
  z.enum(["proposed", "active", "under_review", "restricted", "refused", "removed"]),
  "Where the case stands: `proposed` waits for approval by another authority, `active` information may be exchanged, `under_review` the same, but the review is due, `restricted` hidden from everybody but the auditor (D12), `refused` turned down and gone, `removed` ended and gone.",
  "active",
);
export type ExchangeCaseStatus = z.output<typeof ExchangeCaseStatus>;

/** Necessity in one's own words; too short or a template is refused by the rule (L3). */
export const Necessity = described(
  text(0, 500),
  "Why the step cannot be taken without the information, in one's own words: 20 to 500 characters and no standard phrase, or the request is refused with `necessity-missing` (L3).",
  "Planen for hans uddannelse kan ikke lægges af en myndighed alene",
);

/** The case that a path names. */
export const exchangeCaseParams = () => z.strictObject({ caseId: ExchangeCaseId });

/** The date by which a case wants something. */
export const ReviewOn = described(
  LocalDate,
  "When the case is next due: a proposal is gone on this date unless it is approved, an approved case is then under review (G5, T3).",
  "2026-05-31",
);

/** When a statement was true. */
export const ObservedOn = described(
  LocalDate,
  "The date on which it was seen or said; not in the future, or it is refused with `date-not-usable`.",
  "2026-02-20",
);

/** What a change of a case answers. */
export const CaseReceipt = () =>
  z.strictObject({ caseId: ExchangeCaseId, status: ExchangeCaseStatus, reviewOn: ReviewOn });

/** What hiding or ending a case answers. */
export const CaseStanding = () => z.strictObject({ caseId: ExchangeCaseId, status: ExchangeCaseStatus });

/** The authorities that may open and approve exchange cases (domain.md § 5.6). */
export const caseRoles = ["police_lead", "adult_case_worker", "probation_officer"] as const;

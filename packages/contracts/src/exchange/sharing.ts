import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { Agency } from "../values/agency.ts";
import { Purpose } from "../values/purpose.ts";
import { LocalDate } from "../values/time.ts";
import { Necessity } from "./cases.ts";
import {
  AuthorityKind,
  CustodyStatus,
  GivenConsent,
  ItemKind,
  PreventiveStep,
  SubjectCategory,
  ThreeTests,
  Use,
} from "./parties.ts";

/** Two authorities that have agreed on who is controller for what (D15). */
export const AgreementPair = z.tuple([Agency, Agency]);

export const recordAgreement = operation("exchange.recordAgreement", {
  route: "POST /exchange/agreements",
  summary: "Record the agreement between two authorities, with its dates: none in force, no disclosure (D15, G10)",
  roles: ["secretariat"],
  status: 201,
  body: z.strictObject({
    between: AgreementPair,
    reference: z.string().check(z.regex(/^[A-Za-z0-9./-]{1,40}$/)),
    validFrom: LocalDate,
    validUntil: LocalDate,
  }),
  reply: z.strictObject({ between: AgreementPair, validFrom: LocalDate, validUntil: LocalDate }),
  problems: ["agreement-incomplete"],
});

/** One rule that speaks for or against, in plain words. */
const Rule = z.strictObject({
  id: z.string(),
  paragraph: z.string(),
  holds: z.boolean(),
  en: z.string(),
  da: z.string(),
});

export const mayIShare = operation("exchange.mayIShare", {
  route: "POST /exchange/may-i-share",
  summary:
    "Try a planned disclosure: may it be, which items, by which rule, and whom to call. Nothing is shared and nobody is named",
  roles: [
    "ssp_consultant",
    "police_ssp_officer",
    "police_lead",
    "street_worker",
    "social_case_worker",
    "employment_adviser",
    "probation_officer",
    "housing_coordinator",
    "secretariat",
    "dpo_auditor",
  ],
  body: z.strictObject({
    /** The kind of authority that would share; the caller's own unless said. */
    from: z.optional(AuthorityKind),
    to: AuthorityKind,
    /** Whether the recipient is a named person, not a mailbox (L9). */
    toNamedPerson: z.boolean(),
    purpose: z.optional(Purpose),
    use: Use,
    step: z.optional(PreventiveStep),
    necessity: z.optional(Necessity),
    subject: z.strictObject({
      age: z.int().check(z.gte(0), z.lte(120)),
      category: SubjectCategory,
      custody: CustodyStatus,
    }),
    items: z.array(ItemKind).check(z.maxLength(7)),
    tests: z.optional(ThreeTests),
    consent: z.optional(GivenConsent),
  }),
  reply: z.strictObject({
    allowed: z.boolean(),
    items: z.array(ItemKind),
    reasons: z.array(z.string()),
    rules: z.array(Rule),
    call: z.strictObject({ en: z.string(), da: z.string() }),
    tableValidFrom: z.optional(LocalDate),
  }),
  problems: [],
});

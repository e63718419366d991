import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { described } from "../values/described.ts";
import { Purpose } from "../values/purpose.ts";
import { LocalDate } from "../values/time.ts";
import { Necessity } from "./case-vocabulary.ts";
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

/** One rule that speaks for or against, in plain words. */
const Rule = () =>
  z.strictObject({
    id: described(z.string(), "The rule's identifier in the documentation of the law.", "L2"),
    paragraph: described(z.string(), "Where the rule stands in the law, in Danish.", "Retsplejeloven § 115, stk. 1-3"),
    holds: described(z.boolean(), "Whether the plan keeps the rule.", true),
    en: described(
      z.string(),
      "The rule in plain English.",
      "Sender and recipient are both parties of that form of cooperation.",
    ),
    da: described(
      z.string(),
      "The rule in plain Danish.",
      "Afsender og modtager er begge parter i den form for samarbejde.",
    ),
  });

export const mayIShare = operation("exchange.mayIShare", {
  route: "POST /exchange/may-i-share",
  summary:
    "Try a planned disclosure: may it be, which items, by which rule, and whom to call. Nothing is shared and nobody is named",
  description:
    "Anybody in the partnership who wonders whether they may share describes the plan without naming the person. The legal gate that judges real disclosures answers, with every rule that applies, and says whom to call when the answer is no. Nothing is stored but the log entry that somebody asked, and the answer permits nothing: a disclosure is judged again when it is made.",
  roles: [
    "ssp_consultant",
    "police_lead",
    "police_ssp_officer",
    "street_worker",
    "adult_case_worker",
    "employment_adviser",
    "probation_officer",
    "housing_coordinator",
    "secretariat",
    "dpo_auditor",
  ],
  body: () =>
    z.strictObject({
      from: z.optional(
        described(
          AuthorityKind,
          "Who would share, in the codes of `to`; the caller's own kind of authority unless given.",
          "police",
        ),
      ),
      to: AuthorityKind,
      toNamedPerson: described(
        z.boolean(),
        "Whether the recipient is a named member of staff; a mailbox is refused (L9).",
        true,
      ),
      purpose: z.optional(Purpose),
      use: Use,
      step: z.optional(PreventiveStep),
      necessity: z.optional(Necessity),
      subject: described(
        z.strictObject({
          age: described(
            z.int().check(z.gte(0), z.lte(120)),
            "The person's age in whole years; under 18 is refused (L11).",
            23,
          ),
          category: SubjectCategory,
          custody: CustodyStatus,
        }),
        "What the law asks about the person, without saying who it is.",
      ),
      items: described(z.array(ItemKind).check(z.maxLength(7)), "What would be shared; may be empty.", [
        "education_status",
      ]),
      tests: z.optional(
        described(
          ThreeTests(),
          "The three tests of whoever would share; left out, they count as not confirmed (L10).",
          {
            partOfCooperation: true,
            reasonableAndFactual: true,
            necessary: true,
          },
        ),
      ),
      consent: z.optional(
        described(GivenConsent(), "What the person has agreed to; asked for with the purpose `consent` alone (D9)."),
      ),
    }),
  reply: () =>
    z.strictObject({
      allowed: described(z.boolean(), "Whether the disclosure would be let through as it stands.", true),
      items: described(
        z.array(ItemKind).check(z.maxLength(7)),
        "Those of the items that the recipient's task needs (G8).",
        ["education_status"],
      ),
      reasons: described(
        z
          .array(described(z.string(), "A problem, by its name in the catalogue of problems.", "necessity-missing"))
          .check(z.maxLength(50)),
        "With what the disclosure would be refused; empty when it is allowed.",
        [],
      ),
      rules: described(
        z.array(Rule()).check(z.maxLength(100)),
        "Every rule that applies to the plan, whether kept or not.",
      ),
      call: described(
        z.strictObject({
          en: described(z.string(), "Whom to call about it, in English.", "Nobody needs to be called."),
          da: described(z.string(), "Whom to call about it, in Danish.", "Ingen behøver at blive ringet op."),
        }),
        "The next step for a human being.",
      ),
      tableValidFrom: z.optional(
        described(
          LocalDate,
          "From when the table of parties that was used applies; absent before the first table, when nothing is allowed.",
          "2023-07-03",
        ),
      ),
    }),
  problems: [],
});

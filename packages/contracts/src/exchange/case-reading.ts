import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { StaffId } from "../values/id.ts";
import { Kle } from "../values/kle.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { Purpose } from "../values/purpose.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { caseRoles, ExchangeCaseStatus, exchangeCaseParams, ObservedOn, ReviewOn } from "./case-vocabulary.ts";
import { parties, staff } from "./example-values.ts";
import { ExchangeCaseId, StatementId } from "./ids.ts";
import { exchangeCaseLimits } from "./limits.ts";
import { AuthorityKind, Party, PreventiveStep, SubjectCategory, Use } from "./parties.ts";
import { StatementKind, StatementSource, StatementSubject } from "./statements.ts";
import { subjectShown } from "./subject-shown.ts";

const areaCode = described(AreaCode, "Where the effort takes place, never finer than a sub-area.", "101-3-MJO");

export const listExchangeCases = operation("exchange.listCases", {
  route: "GET /exchange/cases",
  summary: "The cases that I am named in, by the date on which something is due",
  description:
    "Whoever proposed or was asked to approve cases lists them, the one that is due first on top. The list names nobody: whom a case is about is read one case at a time, with a reason. Hidden and ended cases are not in it.",
  roles: caseRoles,
  query: () =>
    z.strictObject({
      assignedTo: described(z.literal("me"), "Always `me`: nobody lists the cases of others (G2, D14).", "me"),
      ...PageQuery,
    }),
  reply: () =>
    pageOf(
      z.strictObject({
        caseId: ExchangeCaseId,
        status: ExchangeCaseStatus,
        purpose: Purpose,
        areaCode,
        reviewOn: ReviewOn,
      }),
    ),
  problems: [],
});

export const readExchangeCase = operation("exchange.readCase", {
  route: "GET /exchange/cases/{caseId}",
  summary: "A case with its statements, for those whom it names",
  description:
    "The proposer, the approver or the auditor opens a case and states why; the access log keeps the reason (E1, G12). To everybody else it is not found. Nobody looks up more than 20 different people a day: one more is refused with `bulk-read-refused` (G7).",
  roles: [...caseRoles, "dpo_auditor"],
  reason: true,
  params: exchangeCaseParams,
  reply: () =>
    z.strictObject({
      caseId: ExchangeCaseId,
      status: ExchangeCaseStatus,
      purpose: Purpose,
      use: Use,
      step: PreventiveStep,
      areaCode,
      kle: Kle,
      proposedAt: described(Instant, "When the case was proposed, in UTC.", "2026-03-02T08:00:00.000Z"),
      reviewOn: ReviewOn,
      eraseOn: described(
        LocalDate,
        "The date on which nothing is left of the case unless it is renewed (D5, T3).",
        "2026-08-29",
      ),
      subject: described(
        z.strictObject({ ...subjectShown(), category: SubjectCategory }),
        "Whom the case is about, by the person register.",
      ),
      necessity: described(
        z.string(),
        "Why the case is needed, as the proposer stated it (L3).",
        "Planen for hans uddannelse kan ikke lægges af en myndighed alene",
      ),
      parties: described(z.array(Party()).check(z.maxLength(2)), "The proposer and the approver, in this order.", [
        parties.runa,
        parties.palle,
      ]),
      statements: described(
        z
          .array(
            z.strictObject({
              statementId: StatementId,
              kind: StatementKind,
              about: StatementSubject,
              source: StatementSource,
              observedOn: ObservedOn,
              owner: described(
                AuthorityKind,
                "The kind of authority that made the statement and alone corrects it, in the codes of a party's `kind`.",
                "police",
              ),
              by: described(StaffId, "Who wrote it.", staff.runa),
              text: described(
                z.string(),
                "What was seen, said or concluded.",
                "Stod ved metroen sent tre aftener i træk",
              ),
              correctedOn: z.optional(
                described(LocalDate, "When the text was last corrected; absent if it never was (D4).", "2026-03-09"),
              ),
            }),
          )
          .check(z.maxLength(exchangeCaseLimits.statements)),
        "What the case rests on, in the order in which it was added.",
      ),
    }),
  problems: ["bulk-read-refused"],
});

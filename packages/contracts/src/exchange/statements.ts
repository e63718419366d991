import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { described } from "../values/described.ts";
import { text } from "../values/text.ts";
import { CaseReceipt, caseRoles, exchangeCaseParams, ObservedOn } from "./case-vocabulary.ts";
import { StatementId } from "./ids.ts";

/** A fact that somebody saw, or what somebody makes of it: never mixed (E3). */
export const StatementKind = described(
  z.enum(["fact", "assessment"]),
  "Whether somebody saw it or concludes it, which are never mixed (E3): `fact` what was seen or is on file, `assessment` what somebody makes of it.",
  "fact",
);

/** What a statement is about: the person's own conduct or situation, nobody else's. */
export const StatementSubject = described(
  z.enum(["own_conduct", "own_situation"]),
  "What it is about: `own_conduct` what the person has done, `own_situation` how the person lives; never relatives or friends.",
  "own_conduct",
);

/** Where a statement comes from (D4). */
export const StatementSource = described(
  z.enum(["own_observation", "case_file", "told_by_person", "other_authority"]),
  "Where it comes from (D4): `own_observation` seen by the author, `case_file` the authority's own file, `told_by_person` said by the person, `other_authority` told by another authority.",
  "own_observation",
);

/** What is said, dated and sourced (D4, E3). */
export const GivenStatement = () =>
  z.strictObject({
    kind: StatementKind,
    about: StatementSubject,
    source: StatementSource,
    observedOn: ObservedOn,
    text: described(
      text(10, 500),
      "What was seen, said or concluded, in 10 to 500 characters: of this person only, without names of others.",
      "Stod ved metroen sent tre aftener i træk",
    ),
  });

export const addStatement = operation("exchange.addStatement", {
  route: "POST /exchange/cases/{caseId}/statements",
  summary: "Add a dated statement of one's own authority",
  description:
    "Either of the two people whom a case names adds what their own authority has seen or concluded. The statement belongs to that authority, which alone can correct it. It is shared with nobody by itself: what another person is to know is disclosed separately.",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: exchangeCaseParams,
  body: GivenStatement,
  reply: () => z.strictObject({ ...CaseReceipt().shape, statementId: StatementId }),
  problems: ["invalid-transition", "date-not-usable", "record-full"],
});

export const correctStatement = operation("exchange.correctStatement", {
  route: "POST /exchange/statements/{statementId}/correction",
  summary: "Correct a statement; everybody who received something of the case is told (D4, E7)",
  description:
    "The authority that made a statement corrects its words; to anybody else the statement is not found. The new text takes the place of the old one, and the date of correction is shown with it. Every disclosure of the case that can still be read shows its recipient that something was corrected.",
  roles: caseRoles,
  requiresVersionOf: "exchange case",
  params: () => z.strictObject({ statementId: StatementId }),
  body: () =>
    z.strictObject({
      text: described(
        text(10, 500),
        "What is right instead, in 10 to 500 characters; it replaces the whole text.",
        "Stod ved metroen sent to aftener, ikke tre",
      ),
    }),
  reply: CaseReceipt,
  problems: ["invalid-transition"],
});

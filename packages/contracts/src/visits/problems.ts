import { type ProblemKind, problem } from "../problems/problem.ts";
import * as rules from "../problems/rules.ts";

/** The refusals of the rules of visits, beside the standing problems. */
export const visitsProblems = {
  "agreement-not-in-force": rules.agreementNotInForce,
  "below-scope-age": rules.belowScopeAge,
  "consent-expired": rules.consentExpired,
  "consent-missing": rules.consentMissing,
  "date-not-usable": rules.dateNotUsable,
  "duplicate-open-case": rules.duplicateOpenCase,
  "insufficient-ground": rules.insufficientGround,
  "necessity-missing": rules.necessityMissing,
  "out-of-area": rules.outOfArea,
  "person-unknown": rules.personUnknown,
  "recipient-not-authorised": rules.recipientNotAuthorised,
  "subject-is-adult": rules.subjectIsAdult,
  "subject-is-minor": rules.subjectIsMinor,
  "coordination-required": problem(
    409,
    "The case worker must agree first",
    "Sagsbehandleren skal være enig først",
    "Record that the case worker has acknowledged the coordination.",
    "Registrér, at sagsbehandleren har bekræftet koordineringen.",
  ),
  "area-on-hold": problem(
    409,
    "The area is on hold at that time",
    "Området er sat på pause på det tidspunkt",
    "Choose a time after the hold, or another place.",
    "Vælg et tidspunkt efter pausen eller et andet sted.",
  ),
  "stale-ground": problem(
    422,
    "The observation is too old",
    "Iagttagelsen er for gammel",
    "Name grounds that were observed lately.",
    "Angiv grunde, der er iagttaget for nylig.",
  ),
  "custody-holder-absent": problem(
    422,
    "A custody holder must be present and all informed",
    "En forældremyndighedsindehaver skal være til stede og alle informeret",
    "Record who was present, or a new date; not informing somebody needs a child-safety reason.",
    "Registrér, hvem der var til stede, eller en ny dato; manglende information kræver en grund af hensyn til barnet.",
  ),
  "child-not-heard": problem(
    422,
    "The child's view is missing",
    "Barnets synspunkt mangler",
    "Record that the child was heard, or why not.",
    "Registrér, at barnet er hørt, eller hvorfor ikke.",
  ),
  "interpreter-not-allowed": problem(
    422,
    "Children and relatives do not interpret",
    "Børn og pårørende tolker ikke",
    "Book a professional interpreter.",
    "Bestil en professionel tolk.",
  ),
  "staff-not-two": problem(
    422,
    "Two different members of staff are needed",
    "Der skal være to forskellige medarbejdere",
    "Name two different people for the visit, for safety.",
    "Angiv to forskellige personer til besøget af hensyn til sikkerheden.",
  ),
} satisfies Record<string, ProblemKind>;

import type { AreaCode, Instant, Kle, LocalDate, Purpose, StaffId, SubjectRef } from "@trygt/contracts";
import type {
  CustodyStatus,
  GivenConsent,
  Party,
  PreventiveStep,
  SubjectCategory,
  Use,
} from "@trygt/contracts/exchange";
import { type Absent, type Existing, erased, exists } from "@trygt/service-kit/rules";
import type { CaseParty } from "./case-party.ts";

/** A statement without its words: those stand in the vault (D4, E3). */
export type Statement = {
  readonly number: number;
  readonly kind: "fact" | "assessment";
  readonly about: "own_conduct" | "own_situation";
  readonly source: "own_observation" | "case_file" | "told_by_person" | "other_authority";
  readonly observedOn: LocalDate;
  readonly owner: Party["kind"];
  readonly by: StaffId;
  readonly correctedOn?: LocalDate;
};

/** An exchange case (udvekslingssag): one adult, one purpose, named parties, and an end that is known from the start. Turned down or removed, nothing of it is left. */
export type ExchangeCase =
  | Absent
  | {
      readonly status: "proposed" | "active" | "under_review" | "restricted";
      readonly subject: SubjectRef;
      readonly category: SubjectCategory;
      readonly custody: CustodyStatus;
      readonly birthDate: LocalDate;
      readonly purpose: Purpose;
      readonly use: Use;
      readonly step: PreventiveStep;
      readonly areaCode: AreaCode;
      readonly kle: Kle;
      readonly consent?: GivenConsent;
      readonly proposer: CaseParty;
      readonly approver: CaseParty;
      readonly statements: readonly Statement[];
      readonly proposedAt: Instant;
      /** A fingerprint of the last stated necessity: a renewal needs a new reason (G5). */
      readonly necessityDigest: string;
      readonly renewedOn: LocalDate;
      readonly reviewOn: LocalDate;
      /** Requests and disclosures that end with the case. */
      readonly requests: readonly string[];
      readonly disclosures: readonly string[];
    };

/** A case that is there. */
export type OpenCase = Existing<ExchangeCase>;

/** What has happened to a case. */
export type ExchangeEvent =
  | { readonly type: "proposed"; readonly proposed: Omit<OpenCase, "status"> }
  | { readonly type: "approved"; readonly on: LocalDate; readonly reviewOn: LocalDate }
  | { readonly type: "turned-down"; readonly on: LocalDate }
  | { readonly type: "statement-added"; readonly statement: Statement }
  | { readonly type: "statement-corrected"; readonly number: number; readonly on: LocalDate }
  | { readonly type: "review-fell-due" }
  | {
      readonly type: "renewed";
      readonly on: LocalDate;
      readonly reviewOn: LocalDate;
      readonly necessityDigest: string;
    }
  | { readonly type: "asked"; readonly requestId: string }
  | { readonly type: "disclosed"; readonly disclosureId: string }
  | { readonly type: "restricted" }
  | { readonly type: "shown-again" }
  | { readonly type: "removed"; readonly on: LocalDate };

/** The disclosures of a case: those made of one's own accord, and the answers, each of which has the name of its request. */
export const disclosuresOf = ({ requests, disclosures }: OpenCase): readonly string[] => [...requests, ...disclosures];

/** A case after an event. */
export const evolveExchangeCase = (state: ExchangeCase, event: ExchangeEvent): ExchangeCase => {
  if (event.type === "proposed") return { ...event.proposed, status: "proposed" };
  if (!exists(state)) return state;
  switch (event.type) {
    case "approved":
      return { ...state, status: "active", renewedOn: event.on, reviewOn: event.reviewOn };
    case "statement-added":
      return { ...state, statements: [...state.statements, event.statement] };
    case "statement-corrected":
      return {
        ...state,
        statements: state.statements.map((one) =>
          one.number === event.number ? { ...one, correctedOn: event.on } : one,
        ),
      };
    case "review-fell-due":
      return { ...state, status: "under_review" };
    case "renewed":
      return {
        ...state,
        status: "active",
        renewedOn: event.on,
        reviewOn: event.reviewOn,
        necessityDigest: event.necessityDigest,
      };
    case "asked":
      return { ...state, requests: [...state.requests, event.requestId] };
    case "disclosed":
      return { ...state, disclosures: [...state.disclosures, event.disclosureId] };
    case "restricted":
      return { ...state, status: "restricted" };
    case "shown-again":
      return { ...state, status: "active" };
    case "turned-down":
    case "removed":
      return erased;
  }
};

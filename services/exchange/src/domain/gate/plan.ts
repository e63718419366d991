import type { LocalDate, Purpose } from "@trygt/contracts";
import type {
  AuthorityKind,
  CustodyStatus,
  GivenConsent,
  ItemKind,
  PreventiveStep,
  SubjectCategory,
  Use,
} from "@trygt/contracts/exchange";

/** A disclosure that somebody plans: who, to whom, what, for what, about whom. All that the law asks, and no name. */
export type Plan = {
  readonly on: LocalDate;
  readonly from: AuthorityKind;
  readonly to: AuthorityKind;
  /** Whether the recipient is a named member of staff, not a mailbox (L9). */
  readonly toNamedPerson: boolean;
  readonly purpose: Purpose | undefined;
  readonly use: Use;
  readonly step: PreventiveStep | undefined;
  readonly necessity: string | undefined;
  readonly subject: {
    readonly age: number;
    readonly category: SubjectCategory;
    readonly custody: CustodyStatus;
  };
  readonly items: readonly ItemKind[];
  /** Whether the sender has confirmed Køge's three tests (L10). */
  readonly testsConfirmed: boolean;
  readonly consent: GivenConsent | undefined;
  /** Whether the authorities have an agreement in force; within one authority none is needed (D15). */
  readonly agreement: "in-force" | "not-needed" | "missing";
  /** Set where the desk hands a minor to the service made for minors; the exchange of information itself is for adults (L11). */
  readonly minorsWelcome?: true;
};

/** Why the gate stays shut. */
export type GateRefusal =
  | "purpose-missing"
  | "necessity-missing"
  | "investigation-use-refused"
  | "recipient-not-authorised"
  | "ksp-not-available-for-remand"
  | "subject-is-minor"
  | "victim-not-registrable"
  | "consent-missing"
  | "consent-expired"
  | "agreement-not-in-force";

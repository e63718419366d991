import type { Agency, LocalDate } from "@trygt/contracts";
import { type Absent, accept, type Decision, type Existing, exists, refuse } from "@trygt/service-kit/rules";

/** A period in which two authorities have agreed who is controller for what (D15, G10). */
export type AgreementPeriod = {
  readonly reference: string;
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate;
};

/** All agreements between one pair of authorities, old ones included: a disclosure of then can be judged by then. */
export type Agreements =
  | Absent
  | {
      readonly status: "recorded";
      readonly between: readonly Agency[];
      readonly periods: readonly AgreementPeriod[];
    };

/** What can be asked of an agreement. */
export type AgreementCommand = {
  readonly type: "record";
  readonly between: readonly [Agency, Agency];
  readonly period: AgreementPeriod;
};

/** What has happened to an agreement. */
export type AgreementEvent = {
  readonly type: "recorded";
  readonly between: readonly Agency[];
  readonly period: AgreementPeriod;
};

/** An agreement is between two, and ends: one without an end or with itself is not complete. */
export const decideAgreement = (
  _: Agreements,
  { between, period }: AgreementCommand,
): Decision<AgreementEvent, "agreement-incomplete"> =>
  between[0] === between[1] || period.validUntil < period.validFrom
    ? refuse("agreement-incomplete")
    : accept({ type: "recorded", between: [...between].sort(), period });

/** An agreement after an event. */
export const evolveAgreement = (agreements: Agreements, { between, period }: AgreementEvent): Agreements => ({
  status: "recorded",
  between,
  periods: [...(exists(agreements) ? agreements.periods : []), period],
});

/** Whether an agreement is in force on a date. */
export const inForce = ({ periods }: Existing<Agreements>, on: LocalDate): boolean =>
  periods.some(({ validFrom, validUntil }) => validFrom <= on && on <= validUntil);

/** The name under which a pair of authorities has its agreements, the same in either order. */
export const pairOf = (one: Agency, other: Agency): string => [one, other].sort().join("+");

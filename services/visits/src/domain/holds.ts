import type { AreaCode, Instant } from "@trygt/contracts";

/** A time in which no visit goes to an area: a gathering, a zone, or police work that nobody explains. */
export type Hold = {
  /** What it comes from, opaque; the same hold is never counted twice. */
  readonly ref: string;
  readonly areaCode: AreaCode;
  readonly from: Instant;
  readonly until: Instant;
  /** How often what it comes from had changed when this was told: a later word replaces an earlier one, whatever order they come in. */
  readonly version: number;
};

/** Whether a hold covers an instant: from its start until, and not including, its end. */
export const covers = ({ from, until }: Hold, at: Instant): boolean => from <= at && at < until;

/** Whether this, or something later, is known of a hold already. */
export const isKnown = (
  holds: readonly Pick<Hold, "ref" | "version">[],
  { ref, version }: Pick<Hold, "ref" | "version">,
): boolean => holds.some((known) => known.ref === ref && known.version >= version);

/** The holds with one more; the same reference replaces what was known of it. */
export const withHold = (holds: readonly Hold[], hold: Hold): readonly Hold[] => [
  ...holds.filter(({ ref }) => ref !== hold.ref),
  hold,
];

/** The holds that have not ended by an instant: holds end by themselves. */
export const standing = (holds: readonly Hold[], at: Instant): readonly Hold[] =>
  holds.filter(({ until }) => until > at);

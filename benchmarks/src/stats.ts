/** The middle of some figures; the mean of the two middle ones where their number is even. Throws when there are none. */
export const median = (figures: readonly number[]): number => percentile(figures, 0.5);

/** The figure below which the given share of the figures lies, interpolated. Throws when there are none. */
export const percentile = (figures: readonly number[], share: number): number => {
  const sorted = figures.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new Error("There is no median of no figures");
  return below + (above - below) * (place - Math.floor(place));
};

/** The median of round-by-round ratios: what slows the machine for a while slows both sides of a ratio. */
export const medianRatio = (figures: readonly number[], base: readonly number[]): number =>
  median(figures.map((figure, round) => figure / (base[round] ?? Number.NaN)));

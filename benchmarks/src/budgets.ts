/** A figure that the house promises (ADR 26): the target, and where a run counts as failed. */
export type Budget = {
  readonly target: number;
  readonly fails: number;
  readonly unit: string;
  /** Whether more is better; less is better unless said. */
  readonly more?: true;
};

const kilobytes = 1000;

/** All budgets, by what they are about. */
export const budgets = {
  coldOverBare: { target: 2.9, fails: 3.2, unit: "×" },
  coldOverHono: { target: 0.75, fails: 0.85, unit: "×" },
  bundleRaw: { target: 260 * kilobytes, fails: 286 * kilobytes, unit: "bytes" },
  bundleGzip: { target: 85 * kilobytes, fails: 93.5 * kilobytes, unit: "bytes" },
  allRoutesOverOne: { target: 0.2, fails: 0.3, unit: "× bare" },
  memoryOverBare: { target: 1.3, fails: 1.4, unit: "×" },
  warmOverByHand: { target: 40, fails: 80, unit: "µs" },
  relayThroughput: { target: 5000, fails: 3000, unit: "events/s", more: true },
  effectVisibleP50: { target: 25, fails: 50, unit: "ms" },
  effectVisibleP99: { target: 80, fails: 150, unit: "ms" },
  pathOverEngine: { target: 0.5, fails: 0.35, unit: "×", more: true },
  personalDataRecall: { target: 0.98, fails: 0.97, unit: "", more: true },
  personalDataAlarms: { target: 0.03, fails: 0.04, unit: "" },
  cloudReady: { target: 2, fails: 4, unit: "s" },
  // 1.0 to the one decimal that it can be measured to
  crowdedOverEmpty: { target: 1.05, fails: 1.2, unit: "×" },
} satisfies Readonly<Record<string, Budget>>;

/**
 * What the API functions weigh as they stand, in KB: both miss the budget above, which `npm run bench -- bundles` says each time. Until
 * they keep it, the check holds them where they are; a figure here only ever goes down.
 */
export const standingBundles: Readonly<Record<string, { readonly raw: number; readonly gzip: number }>> = {
  exchange: { raw: 319, gzip: 107 },
  visits: { raw: 295, gzip: 100 },
};

/** Requests that an operation may make, exact. */
export const requestBudgets = {
  create: 1,
  change: 2,
  read: 1,
  "read with personal data": 2,
  list: 1,
  "replayed create": 2,
  "replayed change": 2,
  consumer: 2,
  "consumer, event again": 2,
} as const;

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
  coldOverBare: { target: 3, fails: 3.3, unit: "×" },
  coldOverHono: { target: 0.62, fails: 0.7, unit: "×" },
  coldOverByHand: { target: 1.1, fails: 1.2, unit: "×" },
  bundleRaw: { target: 270 * kilobytes, fails: 300 * kilobytes, unit: "bytes" },
  bundleGzip: { target: 88 * kilobytes, fails: 98 * kilobytes, unit: "bytes" },
  allRoutesOverOne: { target: 0.2, fails: 0.3, unit: "× bare" },
  memoryOverBare: { target: 1.35, fails: 1.42, unit: "×" },
  warmOverByHand: { target: 1.15, fails: 1.3, unit: "×" },
  relayThroughput: { target: 5000, fails: 3000, unit: "events/s", more: true },
  effectVisibleP50: { target: 25, fails: 50, unit: "ms" },
  effectVisibleP99: { target: 80, fails: 150, unit: "ms" },
  pathOverEngine: { target: 0.25, fails: 0.15, unit: "×", more: true },
  personalDataRecall: { target: 0.98, fails: 0.97, unit: "", more: true },
  personalDataAlarms: { target: 0.03, fails: 0.04, unit: "" },
  cloudReady: { target: 2, fails: 4, unit: "s" },
  // 1.0 to the one decimal that it can be measured to
  crowdedOverEmpty: { target: 1.05, fails: 1.2, unit: "×" },
} satisfies Readonly<Record<string, Budget>>;

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

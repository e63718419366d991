/**
 * The most entries of each list in an exchange case; one more is refused with `record-full`. Little enough that the case stays far below 400 KB an item,
 * and that all its requests and disclosures end with it within one call (DynamoDB and Lambda limits).
 */
export const exchangeCaseLimits = { statements: 60, requests: 100, disclosures: 100 } as const;

/** The most agreements of one pair of authorities, old ones included. */
export const agreementLimits = { periods: 200 } as const;

/** The most deconfliction holds that one area has at a time. */
export const areaHoldLimits = { windows: 100 } as const;

/** The most areas of one zone, and the most zones of one run of extensions, each with reasons of its own (Z3). */
export const zoneLimits = { areaCodes: 10, earlierReasons: 100 } as const;

/** The most items of one disclosure. */
export const disclosureLimits = { items: 5 } as const;

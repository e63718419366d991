/** How much one exchange case may hold: far more than a preventive step comes to, and so little that every read, write and answer fits into what AWS takes (400 KB an item, 6 MB an answer). */
export const exchangeCaseLimits = {
  statements: 100,
  requests: 200,
  disclosures: 200,
} as const;

/** How many periods one agreement may have had. */
export const maxAgreementPeriods = 100;

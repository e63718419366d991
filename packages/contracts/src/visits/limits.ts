/** How much one visit case may hold: far more than a child's case comes to, and so little that every read, write and answer fits into what AWS takes (400 KB an item, 6 MB an answer). */
export const caseLimits = {
  custodyHolders: 99,
  visits: 50,
  followUps: 100,
  referrals: 50,
  notifications: 1000,
} as const;

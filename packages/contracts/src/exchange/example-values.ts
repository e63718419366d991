/** Members of staff in the examples, by their identifiers in the directories of their organisations: invented people. */
export const staff = {
  runa: "4331bd5e-3a7e-5970-9e75-6f8b3c75cf77",
  palle: "854f541c-1dc6-564e-a58a-fe5f859382d8",
  jens: "e32cabf1-019b-5e48-8b2d-bde5d114779c",
  rasmus: "8101f0ca-cc78-5e60-9bbd-4b120da20286",
  gerda: "ea81cdb9-a17e-54f4-9fee-061f9c82f274",
} as const;

/** The same members of staff as parties of an exchange. */
export const parties = {
  runa: { staffId: staff.runa, kind: "police" },
  palle: { staffId: staff.palle, kind: "social_services" },
  jens: { staffId: staff.jens, kind: "employment" },
} as const;

/** Records in the examples, by the identifiers that the service gave them. */
export const records = {
  case: "0b6a4f2e-6f0f-4c53-9a57-2f6f3d1c8e10",
  statement: "0b6a4f2e-6f0f-4c53-9a57-2f6f3d1c8e10.1",
  request: "7c1e0f7d-3b52-4a9f-8a63-51d0b9f2c7ae",
  disclosure: "a4d9b1c6-58e7-4f02-b3d1-90c7e2f6a815",
  gathering: "5e8f3a90-1c74-4d6b-9f28-e7b0a3d5c612",
  zone: "c2b7d4e8-90a1-4e35-8c6f-3f1a7d5b9e04",
  hold: "e91c5d37-4a8b-4206-b7f3-6d2e0c9a1f58",
  publicText: "18f6a2d4-7e3c-4b91-a5d8-c04b9e7f3621",
} as const;

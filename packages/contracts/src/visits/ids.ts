import type * as z from "zod/mini";
import { described } from "../values/described.ts";
import { id, partOf } from "../values/id.ts";

export const ConcernId = described(
  id("ConcernId"),
  "Names a concern (bekymring); given when the police register it.",
  "fb65063f-fc36-469f-ad50-a88bae4aef61",
);
export type ConcernId = z.output<typeof ConcernId>;

export const CaseId = described(
  id("CaseId"),
  "Names a visit case (enkeltsag); given when SSP accepts the concern.",
  "c4935eca-81b1-4af3-bdce-ead521b732ad",
);
export type CaseId = z.output<typeof CaseId>;

export const VisitId = described(
  partOf("VisitId"),
  "Names a home visit (hjemmebesøg): its case, a full stop, and a number that counts the visits of the case from 1.",
  "c4935eca-81b1-4af3-bdce-ead521b732ad.1",
);
export type VisitId = z.output<typeof VisitId>;

export const FollowUpId = described(
  partOf("FollowUpId"),
  "Names an agreed next step (aftale om opfølgning): its case, a full stop, and a number that counts the steps of the case from 1.",
  "c4935eca-81b1-4af3-bdce-ead521b732ad.1",
);
export type FollowUpId = z.output<typeof FollowUpId>;

export const NotificationId = described(
  id("NotificationId"),
  "Names a notification of concern (underretning); given when it is sent.",
  "5707e88b-1987-4558-ab34-163a049135ce",
);
export type NotificationId = z.output<typeof NotificationId>;

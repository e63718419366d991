import type * as z from "zod/mini";
import { id, partOf } from "../values/id.ts";

/** A concern (bekymring). */
export const ConcernId = id("ConcernId");
export type ConcernId = z.output<typeof ConcernId>;

/** A visit case (enkeltsag). */
export const CaseId = id("CaseId");
export type CaseId = z.output<typeof CaseId>;

/** A home visit: its case and a running number. */
export const VisitId = partOf("VisitId");
export type VisitId = z.output<typeof VisitId>;

/** A follow-up: its case and a running number. */
export const FollowUpId = partOf("FollowUpId");
export type FollowUpId = z.output<typeof FollowUpId>;

/** A notification of concern (underretning). */
export const NotificationId = id("NotificationId");
export type NotificationId = z.output<typeof NotificationId>;

import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { Cpr } from "../values/cpr.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { text } from "../values/text.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { caseParams } from "./cases.ts";
import { NotificationId } from "./ids.ts";

/** Where a notification of concern stands. */
export const NotificationStatus = z.enum(["sent", "acknowledged", "assessed_24h"]);
export type NotificationStatus = z.output<typeof NotificationStatus>;

/** What the 24-hour assessment came to: help at once, an assessment of the child's needs, other support, or nothing now. */
export const AssessmentOutcome = z.enum(["acute_action", "child_assessment", "other_support", "no_action"]);
export type AssessmentOutcome = z.output<typeof AssessmentOutcome>;

const clocks = {
  notificationId: NotificationId,
  status: NotificationStatus,
  sentAt: Instant,
  /** The municipality assesses within 24 hours whether to act at once (B7). */
  assessBy: Instant,
  /** The notifier has a receipt within six working days (B7). */
  receiptBy: LocalDate,
};
const Receipt = z.strictObject(clocks);
const params = z.strictObject({ notificationId: NotificationId });
const Worry = text(10, 4000);

/** Everybody who works with people may notify; nobody's leave is asked (B7; domain.md § 5.6). */
const anyStaff = [
  "ssp_consultant",
  "police_ssp_officer",
  "police_lead",
  "street_worker",
  "social_case_worker",
  "employment_adviser",
  "exit_coordinator",
  "mentor",
  "probation_officer",
] as const;

export const notifyOfConcernInCase = operation("visits.notifyOfConcernInCase", {
  route: "POST /visits/cases/{caseId}/notifications-of-concern",
  summary: "Notify social services of a child in a case: from every state, without consent, never blocked",
  roles: ["ssp_consultant", "social_case_worker"],
  status: 202,
  params: caseParams,
  body: z.strictObject({ text: Worry }),
  reply: Receipt,
  problems: [],
});

export const notifyOfConcern = operation("visits.notifyOfConcern", {
  route: "POST /visits/notifications-of-concern",
  summary: "Notify social services of any child: without consent, never blocked",
  roles: anyStaff,
  status: 202,
  body: z.strictObject({ subject: z.strictObject({ cpr: Cpr }), text: Worry }),
  reply: Receipt,
  problems: [],
});

export const listNotifications = operation("visits.listNotifications", {
  route: "GET /visits/notifications-of-concern",
  summary: "The notifications that social services have not finished with, by their next deadline",
  roles: ["social_case_worker"],
  query: z.strictObject({ status: z.literal("open"), ...PageQuery }),
  reply: pageOf(z.strictObject({ ...clocks, late: z.boolean() })),
  problems: [],
});

export const readNotification = operation("visits.readNotification", {
  route: "GET /visits/notifications-of-concern/{notificationId}",
  summary: "A notification of concern, for the child team",
  roles: ["social_case_worker", "dpo_auditor"],
  reason: true,
  params,
  reply: z.strictObject({
    ...clocks,
    subject: z.strictObject({ cpr: Cpr, name: z.optional(z.string()) }),
    text: z.string(),
    outcome: z.optional(AssessmentOutcome),
  }),
  problems: [],
});

export const acknowledgeNotification = operation("visits.acknowledgeNotification", {
  route: "POST /visits/notifications-of-concern/{notificationId}/acknowledgement",
  summary: "Send the notifier the receipt",
  roles: ["social_case_worker"],
  requiresVersionOf: "notification",
  params,
  body: z.strictObject({}),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const assessNotification = operation("visits.assessNotification", {
  route: "POST /visits/notifications-of-concern/{notificationId}/assessment",
  summary: "Record what the assessment within 24 hours came to",
  roles: ["social_case_worker"],
  requiresVersionOf: "notification",
  params,
  body: z.strictObject({ outcome: AssessmentOutcome }),
  reply: Receipt,
  problems: ["invalid-transition"],
});

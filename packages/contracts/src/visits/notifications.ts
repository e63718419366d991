import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { Cpr } from "../values/cpr.ts";
import { described } from "../values/described.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { text } from "../values/text.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { caseParams } from "./case-values.ts";
import { NotificationId } from "./ids.ts";

export const NotificationStatus = described(
  z.enum(["sent", "acknowledged", "assessed_24h"]),
  "How far social services are with it. `sent`: the notifier has no receipt yet, whether or not it is assessed; `acknowledged`: the receipt is sent, the assessment is missing; `assessed_24h`: both are done.",
  "sent",
);
export type NotificationStatus = z.output<typeof NotificationStatus>;

export const AssessmentOutcome = described(
  z.enum(["acute_action", "child_assessment", "other_support", "no_action"]),
  "What the assessment within 24 hours came to. `acute_action`: the child gets help at once; `child_assessment`: an assessment of the child's needs follows (Barnets lov § 20); `other_support`: the family gets other support; `no_action`: nothing is needed now.",
  "child_assessment",
);
export type AssessmentOutcome = z.output<typeof AssessmentOutcome>;

const clocks = () => ({
  notificationId: NotificationId,
  status: NotificationStatus,
  sentAt: described(Instant, "When it was sent; both deadlines run from here.", "2026-03-06T14:30:00.000Z"),
  assessBy: described(
    Instant,
    "By when the municipality must have assessed whether to act at once: 24 hours later (B7).",
    "2026-03-07T14:30:00.000Z",
  ),
  receiptBy: described(
    LocalDate,
    "The last day for the notifier's receipt: the sixth working day after it was sent (B7).",
    "2026-03-16",
  ),
});
const Receipt = () => z.strictObject(clocks());
const params = () => z.strictObject({ notificationId: NotificationId });
const Worry = described(
  text(1, 4000),
  "What the worry for the child is, in 1 to 4000 characters; never refused for being short (B7): what was seen, when, and by whom.",
  "Køleskabet er tomt, og ingen voksne kommer hjem om natten",
);

/** Everybody who works with people may notify; nobody's leave is asked (B7; domain.md § 5.6). */
const anyStaff = [
  "ssp_consultant",
  "police_lead",
  "police_ssp_officer",
  "street_worker",
  "child_case_worker",
  "adult_case_worker",
  "employment_adviser",
  "exit_coordinator",
  "mentor",
  "probation_officer",
] as const;

export const notifyOfConcernInCase = operation("visits.notifyOfConcernInCase", {
  route: "POST /visits/cases/{caseId}/notifications-of-concern",
  summary: "Notify social services of a child in a case; it needs no consent and is never refused (B7)",
  description:
    "The consultant or case worker of a case sends a notification of concern (underretning) about its child. It needs no consent and no If-Match, and no state of the case stops it (B7). The child team of social services must assess it within 24 hours and send the receipt within six working days. The case goes on as before.",
  roles: ["ssp_consultant", "child_case_worker"],
  status: 202,
  params: caseParams,
  body: () => z.strictObject({ text: Worry }),
  reply: Receipt,
  problems: [],
});

export const notifyOfConcern = operation("visits.notifyOfConcern", {
  route: "POST /visits/notifications-of-concern",
  summary: "Notify social services of any child; it needs no consent and is never refused (B7)",
  description:
    "Anybody who works with people in the partnership sends a notification of concern (underretning) about a child, whether or not there is a visit case. It needs no consent and nobody's leave, and it is taken even when the person register does not know the number (B7). The child team of social services must assess it within 24 hours and send the receipt within six working days.",
  roles: anyStaff,
  status: 202,
  body: () =>
    z.strictObject({
      subject: described(
        z.strictObject({
          cpr: described(
            Cpr,
            "The CPR number of the child, ten digits with or without the hyphen; only social services see it again (C2).",
            "740812-4446",
          ),
        }),
        "The child.",
      ),
      text: Worry,
    }),
  reply: Receipt,
  problems: [],
});

export const listNotifications = operation("visits.listNotifications", {
  route: "GET /visits/notifications-of-concern",
  summary: "The notifications that social services have not finished with, by their next deadline",
  description:
    "A social case worker sees the notifications that still want an assessment, a receipt or both, the next deadline first. The list names no child and shows no text; read the notification for them. One leaves the list when both are done, never by time alone.",
  roles: ["child_case_worker"],
  query: () =>
    z.strictObject({
      status: described(z.literal("open"), "Only those that social services have not finished with can be listed."),
      ...PageQuery,
    }),
  reply: () =>
    pageOf(
      z.strictObject({
        ...clocks(),
        late: described(z.boolean(), "Whether one of the two deadlines has passed.", false),
      }),
    ),
  problems: [],
});

export const readNotification = operation("visits.readNotification", {
  route: "GET /visits/notifications-of-concern/{notificationId}",
  summary: "A notification of concern, for the child team",
  description:
    "A social case worker reads whom a notification is about and what the worry is. Who sent it is not told: the notifier is no party to what follows. The ETag of the answer goes into If-Match with the receipt and the assessment. The data protection officer may read it as well.",
  roles: ["child_case_worker", "dpo_auditor"],
  reason: true,
  params,
  reply: () =>
    z.strictObject({
      ...clocks(),
      subject: described(
        z.strictObject({
          cpr: described(Cpr, "The CPR number of the child, ten digits.", "7408124446"),
          name: z.optional(
            described(
              z.string(),
              "As the person register has it; missing when the notification was sent outside a case.",
              "Ida Kulisse",
            ),
          ),
        }),
        "The child.",
      ),
      text: described(
        z.string(),
        "What the notifier wrote.",
        "Køleskabet er tomt, og ingen voksne kommer hjem om natten",
      ),
      outcome: z.optional(AssessmentOutcome),
    }),
  problems: [],
});

export const acknowledgeNotification = operation("visits.acknowledgeNotification", {
  route: "POST /visits/notifications-of-concern/{notificationId}/acknowledgement",
  summary: "Record that the notifier has the receipt",
  description:
    "A social case worker records that the notifier has been told that the notification has arrived, within six working days (B7). It is recorded once, before or after the assessment; with both done the notification is finished and is erased half a year later by the proposed policy.",
  roles: ["child_case_worker"],
  requiresVersionOf: "notification",
  params,
  body: () => z.strictObject({}),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const assessNotification = operation("visits.assessNotification", {
  route: "POST /visits/notifications-of-concern/{notificationId}/assessment",
  summary: "Record what the assessment within 24 hours came to",
  description:
    "A social case worker records whether the child needs help at once and what follows, within 24 hours of the notification (B7). It is recorded once, before or after the receipt, and a late one is taken too. The help itself is granted and followed in the municipality's own child system.",
  roles: ["child_case_worker"],
  requiresVersionOf: "notification",
  params,
  body: () => z.strictObject({ outcome: AssessmentOutcome }),
  reply: Receipt,
  problems: ["invalid-transition"],
});

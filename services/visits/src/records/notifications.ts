import { type Existing, entryOn, type RecordType } from "@trygt/service-kit/rules";
import { announceNotification } from "../announce.ts";
import {
  decideNotification,
  evolveNotification,
  isFinished,
  type Notification,
  type NotificationCommand,
  type NotificationEvent,
  nextDeadline,
  notificationDue,
  notificationErasedOn,
} from "../domain/notification.ts";
import type { Policy } from "../policy.ts";
import { vaultItem, vaultKey } from "./vault.ts";
import { type ListedNotification, worklist } from "./worklists.ts";

/** Notifications belong to the child team of social services; who sent one has a receipt, and is no party. */
export const notifications: RecordType<
  Notification,
  NotificationCommand,
  NotificationEvent,
  "invalid-transition",
  Policy
> = {
  kind: "NOTIFICATION",
  pathParameters: ["notificationId"],
  limits: {},
  decide: decideNotification,
  evolve: evolveNotification,
  announce: announceNotification,
  visibleTo: (_, staff) => staff.role === "child_case_worker" || staff.role === "dpo_auditor",
  index: (notification, id, policy) => {
    const due = notificationDue(notification, policy);
    return {
      ownerAuthority: "municipality",
      regime: "gdpr",
      reviewOn: notification.receiptBy,
      eraseOn: notificationErasedOn(notification, policy),
      ...(due === undefined ? {} : { due }),
      ...(isFinished(notification)
        ? {}
        : { worklists: [entryOn(worklist.notifications, nextDeadline(notification), shownOf(notification))] }),
      vault: [vaultKey(notification.subject, vaultItem.notification(id))],
    };
  },
};

const shownOf = ({ status, sentAt, assessBy, receiptBy, late }: Existing<Notification>): ListedNotification => ({
  status,
  sentAt,
  assessBy,
  receiptBy,
  late,
});

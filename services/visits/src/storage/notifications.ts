import type { Aggregate } from "@trygt/service-kit/rules";
import {
  decideNotification,
  evolveNotification,
  isFinished,
  type Notification,
  type NotificationCommand,
  type NotificationEvent,
  nextDeadline,
  noNotification,
  notificationDue,
  notificationErasedOn,
} from "../domain/notification.ts";
import type { Policy } from "../domain/policy.ts";
import { vaultItem, vaultKey } from "./vault.ts";
import { worklist } from "./worklists.ts";

/** Notifications belong to the child team of social services; who sent one has a receipt, and is no party. */
export const notifications = (
  policy: Policy,
): Aggregate<Notification, NotificationCommand, NotificationEvent, "invalid-transition"> => ({
  kind: "NOTIFICATION",
  initial: noNotification,
  decide: (notification, command) => decideNotification(notification, command, policy),
  evolve: evolveNotification,
  announce: () => [],
  visibleTo: (notification, actor) =>
    actor.role === "system" ||
    (notification.status !== "none" &&
      notification.status !== "erased" &&
      (actor.role === "social_case_worker" || actor.role === "dpo_auditor")),
  file: (notification, id) => {
    if (notification.status === "none" || notification.status === "erased") return "gone";
    const due = notificationDue(notification, policy);
    return {
      ownerAuthority: "municipality",
      regime: "gdpr",
      reviewOn: notification.receiptBy,
      eraseOn: notificationErasedOn(notification, policy),
      ...(due === undefined ? {} : { due }),
      ...(isFinished(notification)
        ? {}
        : { worklists: [{ who: worklist.notifications, when: nextDeadline(notification) }] }),
      vault: [vaultKey(notification.subject, vaultItem.notification(id))],
    };
  },
});

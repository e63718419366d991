import type { SubjectRef } from "@trygt/contracts";
import { caseLimits, type NotificationId, type visits } from "@trygt/contracts/visits";
import {
  type Acquaintance,
  type CommandContext,
  type Dependencies,
  type Existing,
  type Handlers,
  type SubjectRefs,
  toPage,
} from "@trygt/service-kit";
import { exists } from "@trygt/service-kit/rules";
import type { Notification, NotificationCommand } from "../domain/notification.ts";
import type { records } from "../records/index.ts";
import { type ChildInVault, type NotifiedInVault, vaultItem, wordsItem } from "../records/vault.ts";
import { worklist } from "../records/worklists.ts";
import { childIn } from "./child.ts";

type Operations = Pick<
  Handlers<typeof visits>,
  | "notifyOfConcernInCase"
  | "notifyOfConcern"
  | "listNotifications"
  | "readNotification"
  | "acknowledgeNotification"
  | "assessNotification"
>;

/** Notifications of concern over HTTP: sent from anywhere, answered by the child team. */
export const notificationOperations = (
  deps: Dependencies<typeof records, "worklists" | "vault"> & {
    readonly subjectRefs: SubjectRefs;
    readonly acquaintance: Acquaintance;
  },
): Operations => {
  const answer = (id: NotificationId, command: NotificationCommand, context: CommandContext) =>
    deps.notifications.execute(id, command, context, { reply: receipt(id) });

  // Nothing else holds the child's number: it stands with the words
  const sendAlone = (id: string, subject: SubjectRef, content: NotifiedInVault, context: CommandContext) =>
    deps.notifications.execute({ id, when: "absent" }, { type: "send", subject }, context, {
      vault: () => [{ subject, item: vaultItem.notification(id), content }],
      reply: receipt(id),
    });

  return {
    notifyOfConcernInCase: async ({ params: { caseId }, body: { text }, context }) => {
      const found = await deps.cases.find(caseId, context.actor);
      if (found === undefined) return { kind: "not-found" };
      const id = deps.newId() as NotificationId;
      const { subject, concernId, notifications } = found.state;
      // B7: never refused. One for which the case has no room stands alone from the start
      if (notifications.length >= caseLimits.notifications) {
        const { cpr, name } = (await childIn(deps, found.state)).child;
        return sendAlone(id, subject, { cpr, name, text }, context);
      }
      const send = { type: "send", subject, from: { caseId, concernId } } as const;
      return deps.notifications.execute({ id, when: "absent" }, send, context, {
        vault: () => [wordsItem(subject, vaultItem.notification(id), text)],
        // The case knows what rests on it: when it goes, the child's number and name pass over
        together: () => [deps.cases.intent(found, { type: "note-notification", notificationId: id })],
        reply: receipt(id),
      });
    },

    notifyOfConcern: async ({ body, context }) => {
      const { cpr } = body.subject;
      const id = deps.newId();
      return sendAlone(id, await deps.subjectRefs(cpr), { cpr, text: body.text }, context);
    },

    listNotifications: async ({ query }) => ({
      kind: "read",
      about: worklist.notifications,
      body: toPage(await deps.notifications.list(worklist.notifications, query), ({ id: notificationId, shows }) => ({
        notificationId,
        ...shows,
      })),
    }),

    readNotification: async ({ params: { notificationId }, staff, context }) => {
      const found = await deps.notifications.find(notificationId, context.actor);
      if (found === undefined) return { kind: "not-found" };
      const { subject, from, outcome } = found.state;
      const item = vaultItem.notification(notificationId);
      const childItem = from === undefined ? undefined : vaultItem.child(from.concernId);
      const vault = await deps.vault(subject, [item, ...(childItem === undefined ? [] : [childItem])]);
      const notified = vault[item] as NotifiedInVault;
      const child = childItem === undefined ? undefined : (vault[childItem] as ChildInVault | undefined);
      const { cpr, name } = child ?? notified;
      if (cpr === undefined) throw new Error("The vault has nobody for a notification");
      return {
        kind: "read",
        about: deps.notifications.ref(notificationId),
        version: found.version,
        flags: await deps.acquaintance(staff, { ...child, cpr, name }),
        body: {
          ...summary(notificationId, found.state),
          subject: { cpr, ...(name === undefined ? {} : { name }) },
          text: notified.text,
          ...(outcome === undefined ? {} : { outcome }),
        },
      };
    },

    acknowledgeNotification: ({ params: { notificationId }, context }) =>
      answer(notificationId, { type: "acknowledge" }, context),

    assessNotification: ({ params: { notificationId }, body: { outcome }, context }) =>
      answer(notificationId, { type: "assess", outcome }, context),
  };
};

const summary = (notificationId: string, { status, sentAt, assessBy, receiptBy }: Existing<Notification>) => ({
  notificationId,
  status,
  sentAt,
  assessBy,
  receiptBy,
});

const receipt = (id: string) => (notification: Notification) => {
  if (!exists(notification)) throw new Error("There is no receipt for a notification that does not exist");
  return summary(id, notification);
};

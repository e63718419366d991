import type { NotificationId, visits } from "@trygt/contracts/visits";
import { type Handlers, shownPage } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import type { Notification, NotificationCommand, SentNotification } from "../domain/notification.ts";
import { type ChildInVault, type NotifiedInVault, vaultItem } from "../storage/vault.ts";
import { worklist } from "../storage/worklists.ts";

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
export const notificationOperations = (deps: ApiDeps): Operations => ({
  notifyOfConcernInCase: async ({ params: { caseId }, body: { text }, staff, call }) => {
    const notificationId = deps.newId() as NotificationId;
    const found = await deps.cases.show(caseId, call.actor);
    if (found === undefined || !("visits" in found.state)) return { kind: "not-found" };
    const { subject, concernId } = found.state;
    const from = { caseId, concernId };
    const noted = { type: "note-notification", at: call.at, notificationId } as const;
    // Never blocked (B7): when somebody changes the case meanwhile, the next try reads it again
    let tries = 0;
    const retried = () => tries++ > 0;
    return deps.notifications.create(notificationId, { type: "send", at: call.at, by: staff.id, subject, from }, call, {
      vault: () => [{ subject, item: vaultItem.notification(notificationId), content: { text } }],
      // The case knows what rests on it: when it goes, the child's number and name pass over
      with: () => [retried() ? deps.cases.step(caseId, noted, call) : deps.cases.stepFrom(found, noted, call)],
      reply: receipt(notificationId),
    });
  },

  notifyOfConcern: async ({
    body: {
      subject: { cpr },
      text,
    },
    staff,
    call,
  }) => {
    const notificationId = deps.newId();
    const subject = await deps.subjectRef(cpr);
    return deps.notifications.create(notificationId, { type: "send", at: call.at, by: staff.id, subject }, call, {
      vault: () => [{ subject, item: vaultItem.notification(notificationId), content: { cpr, text } }],
      reply: receipt(notificationId),
    });
  },

  listNotifications: async ({ query: { limit = 50, cursor } }) => ({
    kind: "shown",
    about: worklist.notifications,
    body: shownPage(await deps.store.list(worklist.notifications, { limit, cursor }), ({ id, state }) => {
      const notification = state as SentNotification;
      return { ...clocks(id, notification), late: notification.late };
    }),
  }),

  readNotification: async ({ params: { notificationId }, call }) => {
    const found = await deps.notifications.show(notificationId, call.actor);
    if (found === undefined || !("sentAt" in found.state)) return { kind: "not-found" };
    const { subject, from, outcome } = found.state;
    const item = vaultItem.notification(notificationId);
    const childItem = from === undefined ? undefined : vaultItem.child(from.concernId);
    const vault = await deps.store.vault(subject, [item, ...(childItem === undefined ? [] : [childItem])]);
    const notified = vault[item] as NotifiedInVault;
    const child = childItem === undefined ? undefined : (vault[childItem] as ChildInVault | undefined);
    const { cpr, name } = child ?? notified;
    if (cpr === undefined) throw new Error("The vault has nobody for a notification");
    return {
      kind: "shown",
      about: `NOTIFICATION#${notificationId}`,
      version: found.version,
      body: {
        ...clocks(notificationId, found.state),
        subject: { cpr, ...(name === undefined ? {} : { name }) },
        text: notified.text,
        ...(outcome === undefined ? {} : { outcome }),
      },
    };
  },

  acknowledgeNotification: ({ params: { notificationId }, call }) =>
    answer(deps, notificationId, { type: "acknowledge", at: call.at }, call),

  assessNotification: ({ params: { notificationId }, body: { outcome }, call }) =>
    answer(deps, notificationId, { type: "assess", at: call.at, outcome }, call),
});

type NotificationCall = Parameters<ApiDeps["notifications"]["run"]>[2];

const answer = (deps: ApiDeps, id: string, command: NotificationCommand, call: NotificationCall) =>
  deps.notifications.run(id, command, call, { reply: receipt(id) });

const clocks = (notificationId: string, { status, sentAt, assessBy, receiptBy }: SentNotification) => ({
  notificationId,
  status,
  sentAt,
  assessBy,
  receiptBy,
});

const receipt = (id: string) => (notification: Notification) => {
  if (!("sentAt" in notification)) throw new Error("A receipt for a notification that is not");
  return clocks(id, notification);
};

import { createHash, randomUUID } from "node:crypto";
import type { Activity } from "../activity/activity.ts";
import type { Queue } from "../assembly/plan.ts";
import type { Storage } from "../storage.ts";

/** Message attributes in SQS's own form. */
export type MessageAttributes = Readonly<Record<string, { readonly DataType: string; readonly StringValue?: string }>>;

/** A message in a queue; times in milliseconds since 1970. `source` names the queue or mapping that gave it up, and `reason` why. */
export type Message = {
  readonly id: number;
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sentAt: number;
  readonly visibleAt: number;
  readonly received: number;
  readonly firstReceivedAt: number | undefined;
  readonly receipt: string | undefined;
  readonly source: string | undefined;
  readonly reason: string | undefined;
};

/** What may be given with a message when it is sent; `delay` in seconds. */
export type SendOptions = {
  readonly attributes?: MessageAttributes;
  readonly delay?: number;
  readonly source?: string;
  readonly reason?: string;
};

/** SQS standard queues: every message is handed out at least once, is hidden for a while then, and moves to the dead letters when it was received too often. */
export type Queues = {
  readonly find: (nameOrUrlOrArn: string) => Queue | undefined;
  readonly send: (queueArn: string, body: string, options?: SendOptions) => string;
  readonly receive: (queueArn: string, max: number, visibilityTimeout?: number) => readonly Message[];
  readonly remove: (queueArn: string, receipt: string) => void;
  readonly changeVisibility: (queueArn: string, receipt: string, seconds: number) => void;
  readonly setFailureReason: (message: Message, reason: string) => void;
  readonly all: (queueArn: string) => readonly Message[];
  readonly count: (queueArn: string) => { readonly waiting: number; readonly hidden: number };
  readonly nextVisibleAt: (queueArn: string) => number | undefined;
  /** Makes hidden messages visible at once, except those in flight. */
  readonly showHidden: (queueArn: string, inFlight: ReadonlySet<number>) => void;
  /** Moves a message to another queue, as new there. */
  readonly move: (message: Message, queueArn: string) => void;
  readonly discard: (message: Message) => void;
  /** Calls back whenever a message becomes available in a queue. */
  readonly onAvailable: (queueArn: string, listener: () => void) => void;
};

const messageOf = (row: Record<string, unknown>): Message => ({
  id: row["id"] as number,
  queue: row["queue"] as string,
  messageId: row["message_id"] as string,
  body: row["body"] as string,
  attributes: JSON.parse(row["attributes"] as string) as MessageAttributes,
  sentAt: row["sent_at"] as number,
  visibleAt: row["visible_at"] as number,
  received: row["received"] as number,
  firstReceivedAt: (row["first_received_at"] as number | null) ?? undefined,
  receipt: (row["receipt"] as string | null) ?? undefined,
  source: (row["source"] as string | null) ?? undefined,
  reason: (row["reason"] as string | null) ?? undefined,
});

/** MD5 of a text in hex: SQS's checksum of message bodies. */
export const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

/** Opens the queues of the plan on the storage. What was in flight when the runner last ended is available again. */
export const openQueues = (
  plan: readonly Queue[],
  storage: Storage,
  now: () => number,
  activity: Activity,
  onDeadLetter: (queue: Queue, reason: string | undefined) => void = () => undefined,
): Queues => {
  const { database } = storage;
  const byArn = new Map(plan.map((queue) => [queue.arn, queue]));
  const byName = new Map(plan.flatMap((queue) => [[queue.name, queue] as const, [queue.url, queue] as const]));
  const listeners = new Map<string, Set<() => void>>();
  database.exec("update messages set visible_at = 0, receipt = null where received > 0");

  const insert = database.prepare(
    "insert into messages (queue, message_id, body, attributes, sent_at, visible_at, source, reason) values (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const visible = database.prepare("select * from messages where queue = ? and visible_at <= ? order by id limit ?");
  const take = database.prepare(
    "update messages set visible_at = ?, receipt = ?, received = received + 1, first_received_at = coalesce(first_received_at, ?) where id = ?",
  );
  const removeByReceipt = database.prepare("delete from messages where queue = ? and receipt = ?");
  const hideByReceipt = database.prepare("update messages set visible_at = ? where queue = ? and receipt = ?");
  const removeById = database.prepare("delete from messages where id = ?");
  const setReason = database.prepare("update messages set reason = ? where id = ?");
  const every = database.prepare("select * from messages where queue = ? order by id");
  const counts = database.prepare(
    "select coalesce(sum(visible_at <= ?), 0) as waiting, coalesce(sum(visible_at > ?), 0) as hidden from messages where queue = ?",
  );
  const soonest = database.prepare("select min(visible_at) as at from messages where queue = ?");
  const show = database.prepare("update messages set visible_at = 0 where id = ?");
  const hiddenIds = database.prepare("select id from messages where queue = ? and visible_at > ?");

  const announce = (queueArn: string) => {
    for (const listener of listeners.get(queueArn) ?? []) setImmediate(listener);
  };
  const queueOf = (queueArn: string): Queue => {
    const queue = byArn.get(queueArn);
    if (queue === undefined)
      throw Object.assign(new Error("The specified queue does not exist."), { name: "QueueDoesNotExist" });
    return queue;
  };
  const send: Queues["send"] = (queueArn, body, { attributes = {}, delay, source, reason } = {}) => {
    const queue = queueOf(queueArn);
    const messageId = randomUUID();
    const at = now();
    insert.run(
      queueArn,
      messageId,
      body,
      JSON.stringify(attributes),
      at,
      at + (delay ?? queue.delay) * 1000,
      source ?? null,
      reason ?? null,
    );
    activity.effect();
    announce(queueArn);
    return messageId;
  };
  const move: Queues["move"] = (message, queueArn) => {
    insert.run(
      queueArn,
      message.messageId,
      message.body,
      JSON.stringify(message.attributes),
      message.sentAt,
      now(),
      message.queue,
      message.reason ?? null,
    );
    removeById.run(message.id);
    activity.effect();
    announce(queueArn);
  };
  return {
    find: (name) => byArn.get(name) ?? byName.get(name) ?? byName.get(name.slice(name.lastIndexOf("/") + 1)),
    send,
    move,
    receive: (queueArn, max, visibilityTimeout) => {
      const queue = queueOf(queueArn);
      return storage.transaction(() => {
        const taken: Message[] = [];
        while (taken.length < max) {
          const at = now();
          const rows = visible.all(queueArn, at, max - taken.length).map(messageOf);
          if (rows.length === 0) break;
          for (const message of rows) {
            if (queue.redrive !== undefined && message.received >= queue.redrive.maxReceiveCount) {
              move(message, queue.redrive.deadLetterArn);
              onDeadLetter(queue, message.reason);
              continue;
            }
            const receipt = randomUUID();
            const visibleAt = at + (visibilityTimeout ?? queue.visibilityTimeout) * 1000;
            take.run(visibleAt, receipt, at, message.id);
            taken.push({
              ...message,
              receipt,
              visibleAt,
              received: message.received + 1,
              firstReceivedAt: message.firstReceivedAt ?? at,
            });
          }
          // With a visibility timeout of zero the same messages would be received again.
          if ((visibilityTimeout ?? queue.visibilityTimeout) === 0) break;
        }
        return taken;
      });
    },
    remove: (queueArn, receipt) => void removeByReceipt.run(queueArn, receipt),
    changeVisibility: (queueArn, receipt, seconds) => {
      hideByReceipt.run(now() + seconds * 1000, queueArn, receipt);
      if (seconds === 0) announce(queueArn);
    },
    setFailureReason: (message, reason) => void setReason.run(reason, message.id),
    all: (queueArn) => every.all(queueArn).map(messageOf),
    count: (queueArn) => {
      const row = counts.get(now(), now(), queueArn);
      return { waiting: Number(row?.["waiting"] ?? 0), hidden: Number(row?.["hidden"] ?? 0) };
    },
    nextVisibleAt: (queueArn) => (soonest.get(queueArn)?.["at"] as number | null | undefined) ?? undefined,
    showHidden: (queueArn, inFlight) => {
      for (const row of hiddenIds.all(queueArn, now()))
        if (!inFlight.has(row["id"] as number)) show.run(row["id"] as number);
      announce(queueArn);
    },
    discard: (message) => void removeById.run(message.id),
    onAvailable: (queueArn, listener) => {
      listeners.set(queueArn, (listeners.get(queueArn) ?? new Set()).add(listener));
    },
  };
};

import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { type EventContract, EventMeta, type Instant, reader } from "@trygt/contracts";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod/mini";
import { system } from "./access-log.ts";
import type { Call } from "./call.ts";
import { errorFields, log } from "./log.ts";
import { count } from "./metrics.ts";

/** What a subscription gets besides the data: the envelope, and the call that marks the event as handled. */
export type Delivered = { readonly meta: EventMeta; readonly call: Call };

/** Somebody else's event and the own command it leads to. */
export type Subscription = {
  readonly event: EventContract;
  readonly handle: (data: unknown, delivered: Delivered) => Promise<unknown>;
};

/** Subscribes to an event; its data arrive parsed by the contract. A refusal is an answer, an error brings the event again. */
export const on = <Data extends z.core.$ZodType>(
  event: EventContract<Data>,
  handle: (data: z.core.output<Data>, delivered: Delivered) => Promise<unknown>,
): Subscription => ({ event, handle: handle as Subscription["handle"] });

/** What the subscriber function stands on. */
export type SubscriberShell = {
  readonly now: () => Instant;
  readonly deadLetters: string;
  readonly client: Pick<SQSClient, "send">;
};

/** The subscriber function: events from the service's queue become own commands. Malformed events go to the dead letters at once; errors are reported one by one and come again. */
export const subscriber = (subscriptions: readonly Subscription[], shell: SubscriberShell) => {
  const byName = new Map(subscriptions.map((subscription) => [subscription.event.name, subscription]));
  const deliver = async (record: SQSRecord): Promise<unknown> => {
    const received = read(record.body, byName);
    if (received === undefined) {
      count("MalformedEvent");
      return shell.client.send(
        new SendMessageCommand({
          QueueUrl: shell.deadLetters,
          MessageBody: record.body,
          MessageAttributes: { reason: { DataType: "String", StringValue: "malformed" } },
        }),
      );
    }
    const { subscription, meta, data } = received;
    return subscription.handle(data, {
      meta,
      call: {
        at: shell.now(),
        actor: system,
        operation: subscription.event.name,
        correlationId: meta.correlationId,
        causationId: meta.eventId,
        inbox: meta.eventId,
      },
    });
  };
  const handle = async (record: SQSRecord): Promise<SQSBatchResponse["batchItemFailures"]> => {
    try {
      await deliver(record);
      return [];
    } catch (error) {
      log("error", "an event could not be handled", { ...errorFields(error), messageId: record.messageId });
      return [{ itemIdentifier: record.messageId }];
    }
  };
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => ({
    batchItemFailures: (await Promise.all(Records.map(handle))).flat(),
  });
};

// An envelope may gain a field before its subscribers know it
const Message = z.object({
  "detail-type": z.string(),
  detail: z.object({ meta: reader(EventMeta), data: z.unknown() }),
});

const read = (body: string, byName: ReadonlyMap<string, Subscription>) => {
  const message = z.safeParse(Message, parsed(body));
  if (!message.success) return undefined;
  const { "detail-type": name, detail } = message.data;
  const subscription = byName.get(name);
  if (subscription === undefined) return undefined;
  const data = z.safeParse(subscription.event.reads, detail.data);
  return data.success ? { subscription, meta: detail.meta, data: data.data } : undefined;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

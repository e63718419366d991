import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { EventMeta, type Instant, once, reader, serviceOf } from "@trygt/contracts";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod/mini";
import { errorFields, log } from "../observability/log.ts";
import type { Count } from "../observability/metrics.ts";
import { system } from "../records/actor.ts";
import { inTime, type Remaining } from "../time-limits/in-time.ts";
import type { Reaction } from "./reaction.ts";

/** What the subscriber function stands on. */
export type SubscriberRuntime = {
  readonly now: () => Instant;
  readonly count: Count;
  /** URL of the queue for what cannot be read. */
  readonly deadLetters: string;
  readonly client: Pick<SQSClient, "send">;
};

/** The subscriber function: events from the service's queue become own commands. Malformed events go to the dead letters at once; errors are reported one by one and come again. Throws for two reactions to one event: the first would mark it as handled, and the second would do nothing. */
export const createSubscriber = <Deps>(
  reactions: readonly Reaction<Deps>[],
  deps: Deps,
  runtime: SubscriberRuntime,
) => {
  const byName = new Map<string, Reaction<Deps>>();
  for (const one of reactions) {
    if (byName.has(one.event.name)) throw new Error(`There are two reactions to ${one.event.name}; make them one`);
    byName.set(one.event.name, one);
  }
  const deliver = async (record: SQSRecord): Promise<unknown> => {
    const received = read(record.body, byName);
    if (received === undefined) {
      runtime.count("MalformedEvent");
      return runtime.client.send(
        new SendMessageCommand({
          QueueUrl: runtime.deadLetters,
          MessageBody: record.body,
          MessageAttributes: { reason: { DataType: "String", StringValue: "malformed" } },
        }),
      );
    }
    const { reaction, service, meta, data } = received;
    if (!isWanted(reaction, data)) return undefined;
    return reaction.handle(deps, data, {
      meta,
      service,
      context: {
        at: runtime.now(),
        actor: system,
        operation: reaction.event.name,
        correlationId: meta.correlationId,
        causationId: meta.eventId,
        eventId: meta.eventId,
      },
    });
  };
  const handle = async (record: SQSRecord, context: Remaining): Promise<SQSBatchResponse["batchItemFailures"]> => {
    try {
      await inTime(() => deliver(record), context);
      return [];
    } catch (error) {
      log("error", "an event could not be handled", { ...errorFields(error), messageId: record.messageId });
      return [{ itemIdentifier: record.messageId }];
    }
  };
  return async ({ Records }: SQSEvent, context: Remaining): Promise<SQSBatchResponse> => ({
    batchItemFailures: (await Promise.all(Records.map((record) => handle(record, context)))).flat(),
  });
};

// An envelope may gain a field before its subscribers know it
const Message = once(() =>
  z.object({
    source: z.string(),
    "detail-type": z.string(),
    detail: z.object({ meta: reader(EventMeta()), data: z.unknown() }),
  }),
);

const read = <Deps>(body: string, byName: ReadonlyMap<string, Reaction<Deps>>) => {
  const message = z.safeParse(Message(), parsed(body));
  if (!message.success) return undefined;
  const { source, "detail-type": name, detail } = message.data;
  const service = serviceOf(source);
  const reaction = byName.get(name);
  if (reaction === undefined || service === undefined) return undefined;
  // What only one service may say is believed of nobody else
  if (reaction.event.source !== undefined && reaction.event.source !== source) return undefined;
  const data = z.safeParse(reaction.event.reads, detail.data);
  return data.success ? { reaction, service, meta: detail.meta, data: data.data } : undefined;
};

const isWanted = ({ wanted }: Reaction<never>, data: unknown): boolean =>
  Object.entries(wanted).every(([field, values]) => values.includes((data as Record<string, string>)[field] ?? ""));

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

import type { Plan } from "../assembly/plan.ts";
import { asObject, asText, parseJson } from "../json.ts";
import type { StreamConsumer } from "../streams/consumer.ts";
import type { Message, MessageAttributes, Queues } from "./queues.ts";
import { redrive, redriveTargetOf } from "./redrive.ts";

/** A message in a dead-letter queue. `source` names what gave it up and `reason` why, as far as known. */
export type DeadLetter = {
  readonly queue: string;
  readonly messageId: string;
  readonly body: unknown;
  readonly attributes: MessageAttributes;
  readonly source?: string;
  readonly reason?: string;
};

/** The dead-letter queues: reading them, and sending messages back. */
export type DeadLetters = {
  readonly list: () => readonly DeadLetter[];
  /** Moves messages back to where they came from, out of all queues or the named one; stream records are handed to their function again. */
  readonly redrive: (queueName?: string) => Promise<{ readonly moved: number; readonly left: number }>;
};

/** Opens the dead-letter queues of the plan. */
export const createDeadLetters = (
  plan: Plan,
  queues: Queues,
  streamConsumers: readonly StreamConsumer[],
): DeadLetters => {
  const deadQueues = plan.queues.filter((queue) => plan.deadLetterArns.has(queue.arn));
  const nameOf = (message: Message) => message.source ?? redriveTargetOf(message, queues, plan.queues);

  /** Replays the stream records that a message is about; it says where they are in the stream and does not hold them. */
  const replay = async (message: Message): Promise<boolean> => {
    const consumer = streamConsumers.find((one) => one.mapping.id === message.source);
    const batch = asObject(asObject(parseJson(message.body))?.["DDBStreamBatchInfo"]);
    const [first, last] = [asText(batch?.["startSequenceNumber"]), asText(batch?.["endSequenceNumber"])];
    if (consumer === undefined || first === undefined || last === undefined) return false;
    if (!(await consumer.replay(first, last))) return false;
    queues.discard(message);
    return true;
  };
  return {
    list: () =>
      deadQueues.flatMap((queue) =>
        queues.all(queue.arn).map((message): DeadLetter => {
          const source = nameOf(message)?.replace(/^arn:.*:/, "");
          return {
            queue: queue.name,
            messageId: message.messageId,
            body: parseJson(message.body) ?? message.body,
            attributes: message.attributes,
            ...(source === undefined ? {} : { source }),
            ...(message.reason === undefined ? {} : { reason: message.reason }),
          };
        }),
      ),
    redrive: async (queueName) => {
      let moved = 0;
      let left = 0;
      for (const queue of deadQueues.filter((one) => queueName === undefined || one.name === queueName)) {
        const result = redrive(queues, plan.queues, queue);
        moved += result.moved;
        for (const message of result.withoutTarget) {
          if (await replay(message)) moved += 1;
          else left += 1;
        }
      }
      return { moved, left };
    },
  };
};

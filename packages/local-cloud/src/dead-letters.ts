import type { Plan } from "./assembly/plan.ts";
import { asObject, asText, parseJson } from "./json.ts";
import type { Message, MessageAttributes, Queues } from "./queues/queues.ts";
import { homeOf, redrive } from "./queues/redrive.ts";
import type { StreamFeed } from "./streams/relay.ts";

/** A message in a dead-letter queue. `source` names what it died in and `reason` why, as far as known. */
export type DeadLetter = {
  readonly queue: string;
  readonly messageId: string;
  readonly body: unknown;
  readonly attributes: MessageAttributes;
  readonly source?: string;
  readonly reason?: string;
};

/** The dead-letter queues: looking, and sending back. */
export type DeadLetters = {
  readonly list: () => readonly DeadLetter[];
  /** Moves messages back to where they died, from all queues or the named one; records of a stream are handed to their function again. */
  readonly redrive: (queueName?: string) => Promise<{ readonly moved: number; readonly left: number }>;
};

/** Opens the dead-letter queues of the plan. */
export const openDeadLetters = (plan: Plan, queues: Queues, feeds: () => readonly StreamFeed[]): DeadLetters => {
  const deadQueues = plan.queues.filter((queue) => plan.deadLetterArns.has(queue.arn));
  const nameOf = (message: Message) => message.source ?? homeOf(message, queues, plan.queues);

  /** A message about stream records holds no records, only where they are; the way back is to read and hand them over again. */
  const replay = async (message: Message): Promise<boolean> => {
    const feed = feeds().find((one) => one.mapping.id === message.source);
    const batch = asObject(asObject(parseJson(message.body))?.["DDBStreamBatchInfo"]);
    const [first, last] = [asText(batch?.["startSequenceNumber"]), asText(batch?.["endSequenceNumber"])];
    if (feed === undefined || first === undefined || last === undefined) return false;
    if (!(await feed.again(first, last))) return false;
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
        for (const message of result.homeless) {
          if (await replay(message)) moved += 1;
          else left += 1;
        }
      }
      return { moved, left };
    },
  };
};

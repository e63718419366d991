import type { Queue } from "../assembly/plan.ts";
import type { Message, Queues } from "./queues.ts";

/**
 * The queue that a dead letter goes back to: the one that gave it up; for a message that a function put there itself, the only queue
 * with this dead-letter queue. `undefined` when it came from no queue, or when there are several.
 */
export const redriveTargetOf = (message: Message, queues: Queues, plan: readonly Queue[]): string | undefined => {
  if (message.source !== undefined) return queues.find(message.source)?.arn;
  const [only, another] = plan.filter((queue) => queue.redrive?.deadLetterArn === message.queue);
  return another === undefined ? only?.arn : undefined;
};

/** Moves the messages of a dead-letter queue back to where they came from. Answers those that have no queue to go to. */
export const redrive = (
  queues: Queues,
  plan: readonly Queue[],
  deadLetters: Queue,
): { readonly moved: number; readonly withoutTarget: readonly Message[] } => {
  const withoutTarget: Message[] = [];
  let moved = 0;
  for (const message of queues.all(deadLetters.arn)) {
    const target = redriveTargetOf(message, queues, plan);
    if (target === undefined) withoutTarget.push(message);
    else {
      queues.move(message, target);
      moved += 1;
    }
  }
  return { moved, withoutTarget };
};

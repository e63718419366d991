import type { Queue } from "../assembly/plan.ts";
import type { Message, Queues } from "./queues.ts";

/**
 * The queue that a dead letter goes back to: the one it died in; for a message that a function put there itself, the only queue
 * whose dead letters these are. `undefined` when that is no queue or not certain.
 */
export const homeOf = (message: Message, queues: Queues, plan: readonly Queue[]): string | undefined => {
  if (message.source !== undefined) return queues.find(message.source)?.arn;
  const [only, another] = plan.filter((queue) => queue.redrive?.deadLetterArn === message.queue);
  return another === undefined ? only?.arn : undefined;
};

/** Moves the messages of a dead-letter queue back home, or all to one destination. Answers those that have no home to go to. */
export const redrive = (
  queues: Queues,
  plan: readonly Queue[],
  deadLetters: Queue,
  destinationArn?: string,
): { readonly moved: number; readonly homeless: readonly Message[] } => {
  const homeless: Message[] = [];
  let moved = 0;
  for (const message of queues.all(deadLetters.arn)) {
    const home = destinationArn ?? homeOf(message, queues, plan);
    if (home === undefined) homeless.push(message);
    else {
      queues.move(message, home);
      moved += 1;
    }
  }
  return { moved, homeless };
};

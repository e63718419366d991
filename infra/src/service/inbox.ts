import { sourceOf } from "@trygt/contracts";
import { functionSeconds, type Subscription } from "@trygt/service-kit";
import { type IEventBus, Match, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping, type IFunction } from "aws-cdk-lib/aws-lambda";
import { type IQueue, Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { allow } from "../function.ts";
import { deadLetters } from "../queues.ts";

/** Where other services' events wait for a service, and where those end that it cannot take. */
export type Inbox = { readonly queue: IQueue; readonly deadLetters: IQueue };

/** The inbox of a service, filled by one rule for each event that it hears of, with the kinds that it wants. */
export const inbox = (scope: Construct, service: string, heard: readonly Subscription[], bus: IEventBus): Inbox => {
  const failed = deadLetters(
    scope,
    "InboxDeadLetters",
    `People whose matter waits for ${service} to hear of an event.`,
  );
  const queue = new Queue(scope, "Inbox", {
    // AWS asks for six times the function's time-out, so that a slow batch is not handed out twice
    visibilityTimeout: Duration.seconds(6 * functionSeconds.subscriber),
    retentionPeriod: Duration.days(14),
    deadLetterQueue: { queue: failed, maxReceiveCount: 5 },
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
  });
  for (const { event, wanted } of heard) {
    const { name, source, summary } = event;
    new Rule(scope, name, {
      eventBus: bus,
      description: summary,
      eventPattern: {
        // What several services may say comes from any of them
        source: source === undefined ? Match.prefix(sourceOf("")) : [source],
        detailType: [name],
        ...(Object.keys(wanted).length === 0 ? {} : { detail: { data: wanted } }),
      },
      targets: [new SqsQueue(queue, { deadLetterQueue: failed, retryAttempts: 185, maxEventAge: Duration.hours(24) })],
    });
  }
  return { queue, deadLetters: failed };
};

/** Takes from the inbox, and sets aside what is malformed. */
export const receives = ({ queue, deadLetters }: Inbox): PolicyStatement[] => [
  allow(["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], [queue.queueArn]),
  allow(["sqs:SendMessage"], [deadLetters.queueArn]),
];

/** Hands the inbox to the subscriber, ten events at a time; one bad event does not bring the others back. */
export const subscription = (scope: Construct, { queue }: Inbox, subscriber: IFunction): void => {
  new EventSourceMapping(scope, "Subscription", {
    target: subscriber,
    eventSourceArn: queue.queueArn,
    batchSize: 10,
    reportBatchItemFailures: true,
    // Not reserved concurrency: the queue would go on handing out what nobody may take, into the dead letters
    maxConcurrency: 10,
  });
};

import { SQSClient } from "@aws-sdk/client-sqs";
import type { Ports } from "../ports/port.ts";
import { awsClient } from "../time-limits/aws-client.ts";
import { awsCall } from "../time-limits/limits.ts";
import type { Reads, RecordsDefinition, RecordTypes, SubscriberDefinition } from "./definitions.ts";
import { dependenciesOn } from "./dependencies.ts";
import { type Environment, processEnvironment, requiredVariable } from "./environment.ts";
import { portsFrom, runtimeFrom } from "./runtime.ts";
import { createSubscriber } from "./subscriber.ts";

/** The variable of the queue for events that cannot be read. */
export const deadLetterVariable = "DEAD_LETTER_QUEUE_URL";

/** The subscriber function of a service on the stage's environment. Throws at its start when the environment is not complete. */
export const subscriberFunction = <Policy, Types extends RecordTypes, P extends Ports, R extends Reads>(
  { records, ports, reactions }: SubscriberDefinition<RecordsDefinition<Policy, Types>, P, R>,
  environment: Environment = processEnvironment,
) => {
  const runtime = runtimeFrom(environment, records);
  const deps = dependenciesOn(records, runtime, portsFrom(environment, ports, records.service));
  return createSubscriber(reactions, deps as never, {
    ...runtime,
    deadLetters: requiredVariable(environment, deadLetterVariable),
    client: awsClient(SQSClient, awsCall),
  });
};

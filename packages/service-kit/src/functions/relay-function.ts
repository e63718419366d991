import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { countFor } from "../observability/metrics.ts";
import { awsClient } from "../time-limits/aws-client.ts";
import { awsCall } from "../time-limits/limits.ts";
import { type Environment, jsonVariable, processEnvironment, requiredVariable } from "./environment.ts";
import { createRelay } from "./relay.ts";

/** The variables that a relay reads: the bus, the service, the events that its contract declares with their sources (JSON), and the queue of dead letters for all others. */
export const relayVariables = ["EVENT_BUS_NAME", "SERVICE", "EVENT_SOURCES", "DEAD_LETTER_QUEUE_URL"] as const;
type RelayVariable = (typeof relayVariables)[number];

/** The relay function of a service on the stage's environment. Throws at its start when the environment is not complete. */
export const relayFunction = (environment: Environment = processEnvironment) => {
  const read = (name: RelayVariable) => requiredVariable(environment, name);
  const queue = awsClient(SQSClient, awsCall);
  const QueueUrl = read("DEAD_LETTER_QUEUE_URL");
  return createRelay({
    bus: read("EVENT_BUS_NAME"),
    sources: jsonVariable(environment, "EVENT_SOURCES" satisfies RelayVariable) as Readonly<Record<string, string>>,
    count: countFor(read("SERVICE")),
    client: awsClient(EventBridgeClient, awsCall),
    setAside: (key) => queue.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ key }) })),
  });
};

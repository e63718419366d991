import { type ServiceContract, sourceOf } from "@trygt/contracts";
import { functionSeconds, type relayVariables } from "@trygt/service-kit";
import type { IEventBus } from "aws-cdk-lib/aws-events";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { FilterRule } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { allow } from "../function.ts";
import { deadLetters } from "../queues.ts";
import type { Build } from "./build.ts";
import { type Records, stream } from "./permissions.ts";
import { streamMapping } from "./stream-mapping.ts";

/** The events of a contract, each with the source under which its service publishes it. */
export const sourcesOf = ({ name, events }: ServiceContract): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.values(events).map((event) => [event.name, event.source ?? sourceOf(name)]));

/** Publishes on the bus, under these sources and no other; names what it gives up on, and leaves what the contract does not say, in the dead letters. */
const publishes = (sources: readonly string[], bus: IEventBus, failed: IQueue): PolicyStatement[] => [
  allow(["events:PutEvents"], [bus.eventBusArn], {
    StringEquals: { "events:source": [...new Set(sources)] },
  }),
  allow(["sqs:SendMessage"], [failed.queueArn]),
];

/** The relay of a service: woken for every history row that announces something, it publishes what the contract says. */
export const relay = (
  scope: Construct,
  build: Build,
  {
    contract,
    records,
    bus,
  }: { readonly contract: ServiceContract; readonly records: Records; readonly bus: IEventBus },
): void => {
  const { name } = contract;
  const failed = deadLetters(
    scope,
    "RelayDeadLetters",
    `People whose matter waits for an event that ${name} could not send.`,
  );
  const sources = sourcesOf(contract);
  const environment: Record<(typeof relayVariables)[number], string> = {
    EVENT_BUS_NAME: bus.eventBusName,
    SERVICE: name,
    EVENT_SOURCES: JSON.stringify(sources),
    DEAD_LETTER_QUEUE_URL: failed.queueUrl,
  };
  const target = build({
    name: "relay",
    purpose: `Publishes what ${name} announces`,
    seconds: functionSeconds.relay,
    megabytes: 512,
    environment,
    may: [...stream(records), ...publishes(Object.values(sources), bus, failed)],
  });
  streamMapping(scope, "Outbox", {
    table: records.table,
    target,
    wanted: {
      eventName: FilterRule.isEqual("INSERT"),
      dynamodb: { NewImage: { outbox: { S: FilterRule.exists() } } },
    },
    failed,
    late: {
      id: "OutboxLate",
      impact: `Everybody who waits to hear from ${name}: its events are more than a quarter of an hour late.`,
      runbook: "infra/README.md#late-events",
    },
  });
};

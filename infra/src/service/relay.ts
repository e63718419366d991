import { type ServiceContract, sourceOf } from "@trygt/contracts";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { IEventBus } from "aws-cdk-lib/aws-events";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { FilterRule, type IFunction } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { allow } from "../function.ts";
import { streamMapping } from "./stream-mapping.ts";

/** The events of a contract, each with the source under which its service publishes it. */
export const sourcesOf = ({ name, events }: ServiceContract): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.values(events).map((event) => [event.name, event.source ?? sourceOf(name)]));

/** Publishes on the bus, under these sources and no other; names what it gives up on, and leaves what the contract does not say, in the dead letters. */
export const publishes = (sources: readonly string[], bus: IEventBus, failed: IQueue): PolicyStatement[] => [
  allow(["events:PutEvents"], [bus.eventBusArn], {
    StringEquals: { "events:source": [...new Set(sources)] },
  }),
  allow(["sqs:SendMessage"], [failed.queueArn]),
];

/** Wakes the relay for every history row that announces something. */
export const outboxMapping = (
  scope: Construct,
  service: string,
  table: ITable,
  relay: IFunction,
  failed: IQueue,
): void =>
  streamMapping(scope, "Outbox", {
    table,
    target: relay,
    wanted: {
      eventName: FilterRule.isEqual("INSERT"),
      dynamodb: { NewImage: { outbox: { S: FilterRule.exists() } } },
    },
    failed,
    late: {
      id: "OutboxLate",
      impact: `Everybody who waits to hear from ${service}: its events are more than a quarter of an hour late.`,
      runbook: "infra/README.md#late-events",
    },
  });

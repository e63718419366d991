import {
  functionSeconds,
  metricsNamespace,
  type ServiceDefinition,
  standingWatches,
  subscriptions,
  type Watch,
} from "@trygt/service-kit";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Duration, Stack, type StackProps } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { alarm } from "./alarm.ts";
import type { Foundation } from "./foundation.ts";
import { allow, type FunctionSpec, lambdaFunction } from "./function.ts";
import { deadLetters } from "./queues.ts";
import { type Access, accessOf, type Surroundings } from "./service/access.ts";
import { clockSchedule } from "./service/clock.ts";
import { type DeskDoors, deskDoors } from "./service/desk.ts";
import { inbox, receives, subscription } from "./service/inbox.ts";
import { readsDueIndex, stream } from "./service/permissions.ts";
import { outboxMapping, publishes, sourcesOf } from "./service/relay.ts";
import { routes } from "./service/routes.ts";
import { accessLogTable, stateTable, subjectKey } from "./service/tables.ts";
import type { StageConfig } from "./stages.ts";

/** All that tells one service's stack from another's. */
export type PartnershipServiceProps = StackProps & {
  /** What the service's `service.ts` exports: routes, environment, permissions, rules and queues follow from it. */
  readonly service: ServiceDefinition;
  /** Folder of its bundles: `api`, `relay`, `clock`, `subscriber` when it reacts to something, and `desk` when it has the desk. */
  readonly code: string;
  /** The doors of the disclosure desk that stands in another service; a service that asks the desk does not synthesize without one. */
  readonly desk?: DeskDoors | undefined;
  readonly foundation: Foundation;
  readonly config: StageConfig;
};

type Spec = Pick<FunctionSpec, "name" | "purpose" | "seconds" | "megabytes"> & Access;

/** A whole service from its definition: tables, functions, routes, rules, queues, dead letters, clock, alarms. */
export class PartnershipService extends Stack {
  /** The doors of the disclosure desk, where it stands here. */
  readonly desk: DeskDoors | undefined;

  constructor(scope: Construct, id: string, props: PartnershipServiceProps) {
    const { service, code, desk, foundation, config, ...stack } = props;
    const { api, clock, subscriber, watches = [] } = service;
    const { contract } = api;
    const { name } = contract;
    super(scope, id, { description: contract.purpose, ...stack });

    const { key, bus } = foundation;
    const records = {
      table: stateTable(this, key),
      accessLog: accessLogTable(this, key),
      subjectKey: subjectKey(this, name),
      key,
    };
    const build = (spec: Spec) =>
      lambdaFunction(this, `${spec.name[0]?.toUpperCase()}${spec.name.slice(1)}`, {
        ...spec,
        code,
        service: name,
        key,
      });
    const around: Surroundings = { service: name, records, config, desk };

    if (service.desk !== undefined)
      this.desk = deskDoors(
        this,
        build({
          name: "desk",
          purpose: `Takes in and hands out, for the other services, what ${name} discloses`,
          seconds: functionSeconds.desk,
          megabytes: 1024,
          ...accessOf(service.desk, around),
        }),
      );
    const withDesk = { ...around, desk: this.desk ?? desk };

    const apiFunction = build({
      name: "api",
      purpose: `Answers the operations of ${name}`,
      seconds: functionSeconds.api,
      megabytes: 1024,
      ...accessOf(api, withDesk),
    });
    routes(this, Object.values(contract.operations), apiFunction, foundation);

    const relayDlq = deadLetters(
      this,
      "RelayDeadLetters",
      `People whose matter waits for an event that ${name} could not send.`,
    );
    const sources = sourcesOf(contract);
    const relay = build({
      name: "relay",
      purpose: `Publishes what ${name} announces`,
      seconds: functionSeconds.relay,
      megabytes: 512,
      environment: {
        EVENT_BUS_NAME: bus.eventBusName,
        SERVICE: name,
        EVENT_SOURCES: JSON.stringify(sources),
        DEAD_LETTER_QUEUE_URL: relayDlq.queueUrl,
      },
      may: [...stream(records), ...publishes(Object.values(sources), bus, relayDlq)],
    });
    outboxMapping(this, name, records.table, relay, relayDlq);

    const clockDlq = deadLetters(this, "ClockDeadLetters", `People whose deadlines ${name} did not keep.`);
    const clockAccess = accessOf({ reads: clock.reads, ports: {} }, around);
    const clockFunction = build({
      name: "clock",
      purpose: `Lets what is due in ${name} fall due`,
      seconds: functionSeconds.clock,
      megabytes: 512,
      ...clockAccess,
      may: [...clockAccess.may, ...readsDueIndex(records), allow(["sqs:SendMessage"], [clockDlq.queueArn])],
    });
    clockSchedule(this, clockFunction, clockDlq);
    for (const watch of [...standingWatches, ...watches]) this.#alarmOn(name, watch);

    if (subscriber === undefined) return;
    const events = inbox(this, name, subscriptions(subscriber), bus);
    const subscriberAccess = accessOf(subscriber, withDesk);
    const subscriberFunction = build({
      name: "subscriber",
      purpose: `Acts in ${name} on what others announce`,
      seconds: functionSeconds.subscriber,
      megabytes: 512,
      environment: { ...subscriberAccess.environment, DEAD_LETTER_QUEUE_URL: events.deadLetters.queueUrl },
      may: [...subscriberAccess.may, ...receives(events)],
    });
    subscription(this, events, subscriberFunction);
  }

  #alarmOn(service: string, { metric: metricName, impact, runbook }: Watch): void {
    alarm(this, metricName, {
      metric: new Metric({
        namespace: metricsNamespace,
        metricName,
        dimensionsMap: { service },
        statistic: "Sum",
        period: Duration.minutes(5),
      }),
      above: 0,
      impact,
      runbook,
    });
  }
}

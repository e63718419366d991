import type { ServiceContract } from "@trygt/contracts";
import {
  accessLogTablesVariable,
  functionSeconds,
  keepsRecords,
  type logWatchVariables,
  metricsNamespace,
  type ServiceDefinition,
  standingWatches,
  subscriptions,
  type Watch,
} from "@trygt/service-kit";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { IEventBus } from "aws-cdk-lib/aws-events";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { FilterRule, type IFunction } from "aws-cdk-lib/aws-lambda";
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
import {
  type AccessLog,
  type Records,
  readsAccessLogs,
  readsDueIndex,
  stream,
  throughDynamo,
} from "./service/permissions.ts";
import { outboxMapping, publishes, sourcesOf } from "./service/relay.ts";
import { routes } from "./service/routes.ts";
import { streamMapping } from "./service/stream-mapping.ts";
import { accessLogTable, keptEntriesTable, stateTable, subjectKey } from "./service/tables.ts";
import type { StageConfig } from "./stages.ts";

/** All that tells one service's stack from another's. */
export type PartnershipServiceProps = StackProps & {
  /** What the service's `service.ts` exports: routes, environment, permissions, rules and queues follow from it. */
  readonly service: ServiceDefinition;
  /** Folder of its bundles: `api`, `relay`, `clock`, `subscriber` when it reacts to something, and `desk` when it has the desk. */
  readonly code: string;
  /** The doors of the disclosure desk that stands in another service; a service that asks the desk does not synthesize without one. */
  readonly desk?: DeskDoors | undefined;
  /** The access logs of the other services by their names, for the one that reads them. */
  readonly accessLogs?: Readonly<Record<string, ITable>>;
  readonly foundation: Foundation;
  readonly config: StageConfig;
};

type Spec = Pick<FunctionSpec, "name" | "purpose" | "seconds" | "megabytes"> & Access;
type Build = (spec: Spec) => IFunction;

const pascal = (name: string): string => name.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

/** A whole service from its definition: tables, functions, routes, rules, queues, dead letters, clock, alarms. */
export class PartnershipService extends Stack {
  /** The doors of the disclosure desk, where it stands here. */
  readonly desk: DeskDoors | undefined;
  /** The service's own name. */
  readonly serviceName: string;
  /** Who did or saw what here. */
  readonly accessLog: ITable;

  constructor(scope: Construct, id: string, props: PartnershipServiceProps) {
    const { service, code, desk, accessLogs = {}, foundation, config, ...stack } = props;
    const { api, clock, subscriber, watches = [] } = service;
    const { contract } = api;
    const { name } = contract;
    super(scope, id, { description: contract.purpose, ...stack });

    const { key, bus } = foundation;
    const table = keepsRecords(service.records) ? stateTable(this, key) : undefined;
    const log = { accessLog: accessLogTable(this, key), key };
    this.serviceName = name;
    this.accessLog = log.accessLog;
    const records = table && { ...log, table, subjectKey: subjectKey(this, name) };
    const build = (spec: Spec) =>
      lambdaFunction(this, pascal(spec.name), {
        ...spec,
        code,
        service: name,
        key,
      });
    const around: Surroundings = { service: name, log, records, config, desk };

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
    const withDesk = {
      ...around,
      desk: this.desk ?? desk,
      logReader: service.readsAccessLogs && this.#logReader(build, { ...accessLogs, [name]: log.accessLog }, key),
    };

    const apiFunction = build({
      name: "api",
      purpose: `Answers the operations of ${name}`,
      seconds: functionSeconds.api,
      megabytes: 1024,
      ...accessOf(api, withDesk),
    });
    routes(this, Object.values(contract.operations), apiFunction, foundation);

    if (records !== undefined) {
      this.#relay(build, contract, records, bus);
      if (clock !== undefined) this.#clock(build, name, records, accessOf({ reads: clock.reads, ports: {} }, around));
    }
    this.#logWatch(build, name, log);
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

  #relay(build: Build, contract: ServiceContract, records: Records, bus: IEventBus): void {
    const { name } = contract;
    const failed = deadLetters(
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
        DEAD_LETTER_QUEUE_URL: failed.queueUrl,
      },
      may: [...stream(records), ...publishes(Object.values(sources), bus, failed)],
    });
    outboxMapping(this, name, records.table, relay, failed);
  }

  #clock(build: Build, name: string, records: Records, { environment, may }: Access): void {
    const failed = deadLetters(this, "ClockDeadLetters", `People whose deadlines ${name} did not keep.`);
    const clock = build({
      name: "clock",
      purpose: `Lets what is due in ${name} fall due`,
      seconds: functionSeconds.clock,
      megabytes: 512,
      environment,
      may: [...may, ...readsDueIndex(records), allow(["sqs:SendMessage"], [failed.queueArn])],
    });
    clockSchedule(this, clock, failed);
  }

  #logWatch(build: Build, name: string, { accessLog, key }: AccessLog): void {
    const kept = keptEntriesTable(this, key);
    const failed = deadLetters(
      this,
      "LogWatchDeadLetters",
      `Everybody whom the access log of ${name} protects: that it was changed could not be kept.`,
    );
    const environment: Record<(typeof logWatchVariables)[number], string> = {
      SERVICE: name,
      KEPT_ENTRIES_TABLE_NAME: kept.tableName,
    };
    const watch = build({
      name: "log-watch",
      purpose: `Rings when an entry of the access log of ${name} is changed or goes, and keeps what stood there`,
      seconds: functionSeconds.logWatch,
      megabytes: 256,
      environment,
      may: [
        ...stream({ table: accessLog, key }),
        allow(["dynamodb:PutItem"], [kept.tableArn]),
        throughDynamo(key),
        allow(["sqs:SendMessage"], [failed.queueArn]),
      ],
    });
    // Entries that are added are no matter of the watch
    const wanted = { eventName: FilterRule.or("MODIFY", "REMOVE") };
    const late = {
      id: "LogWatchLate",
      impact: `Everybody whom the access log of ${name} protects: for a quarter of an hour nobody has seen what was changed in it.`,
      runbook: "infra/README.md#watches",
    };
    streamMapping(this, "LogWatchMapping", { table: accessLog, target: watch, wanted, failed, late });
  }

  #logReader(build: Build, accessLogs: Readonly<Record<string, ITable>>, key: IKey): IFunction {
    const names = Object.entries(accessLogs).map(([service, log]) => [service, log.tableName]);
    return build({
      name: "log-reader",
      purpose: "Reads the access logs of all services, and can write none",
      seconds: functionSeconds.logReader,
      megabytes: 512,
      environment: { [accessLogTablesVariable]: Stack.of(this).toJsonString(Object.fromEntries(names)) },
      may: readsAccessLogs(Object.values(accessLogs), key),
    });
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

import {
  functionSeconds,
  keepsRecords,
  metricsNamespace,
  type ServiceDefinition,
  standingWatches,
  subscriptions,
  type Watch,
} from "@trygt/service-kit";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import { Duration, Stack, type StackProps } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { alarm } from "./alarm.ts";
import type { Foundation } from "./foundation.ts";
import { lambdaFunction } from "./function.ts";
import { accessOf, type Surroundings } from "./service/access.ts";
import type { Build } from "./service/build.ts";
import { clockFunction } from "./service/clock.ts";
import { type DeskDoors, deskDoors } from "./service/desk.ts";
import { inbox, receives, subscription } from "./service/inbox.ts";
import { logReader } from "./service/log-reader.ts";
import { logWatch } from "./service/log-watch.ts";
import { relay } from "./service/relay.ts";
import { routes } from "./service/routes.ts";
import { accessLogTable, stateTable, subjectKey } from "./service/tables.ts";
import type { StageConfig } from "./stages.ts";

/** All that tells one service's stack from another's. */
export type PartnershipServiceProps = StackProps & {
  /** What the service's `service.ts` exports: routes, environment, permissions, rules and queues follow from it. */
  readonly service: ServiceDefinition;
  /** Folder of its bundles: `api` and `log-watch`; `relay` and `clock` when it keeps records, `subscriber` when it reacts to something, `desk` and `log-reader` when they stand here. */
  readonly code: string;
  /** The doors of the disclosure desk that stands in another service; a service that asks the desk does not synthesize without one. */
  readonly desk?: DeskDoors | undefined;
  /** The access logs of the other services by their names, for the one that reads them. */
  readonly accessLogs?: Readonly<Record<string, ITable>>;
  readonly foundation: Foundation;
  readonly config: StageConfig;
};

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
    const build: Build = (spec) => lambdaFunction(this, pascal(spec.name), { ...spec, code, service: name, key });
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
      logReader: service.readsAccessLogs && logReader(this, build, { ...accessLogs, [name]: log.accessLog }, key),
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
      relay(this, build, { contract, records, bus });
      if (clock !== undefined) clockFunction(this, build, { reads: clock.reads, records, around });
    }
    logWatch(this, build, { service: name, ...log });
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

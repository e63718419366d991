import type { EventContract, ServiceContract } from "@trygt/contracts";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Duration, Stack, type StackProps } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { type AlarmSpec, alarm } from "./alarm.ts";
import type { Foundation } from "./foundation.ts";
import { allow, type FunctionSpec, lambdaFunction } from "./function.ts";
import { deadLetters } from "./queues.ts";
import { ticking } from "./service/clock.ts";
import { wayTo } from "./service/desk.ts";
import { inbox, receives, subscriberSeconds, subscription } from "./service/inbox.ts";
import { commands, dues, readsOfLog, references, stream } from "./service/permissions.ts";
import { publishes, relaying } from "./service/relay.ts";
import { routes } from "./service/routes.ts";
import { accessLogTable, stateTable, subjectKey } from "./service/tables.ts";
import type { Neighbour, StageConfig } from "./stages.ts";

/** All that tells one service's stack from another's. */
export type PartnershipServiceProps = StackProps & {
  readonly contract: ServiceContract;
  /** Other services' events that this one acts on. */
  readonly subscribesTo: readonly EventContract[];
  /** Folder of its bundles: `api`, `relay`, `clock`, `subscriber` when it subscribes to something, and `desk` when it has the desk. */
  readonly code: string;
  /** The systems outside Trygt that each of its functions calls. */
  readonly asks: Readonly<Partial<Record<"api" | "desk" | "subscriber" | "clock", readonly Neighbour[]>>>;
  /** Whether the disclosure desk stands here: one more function, without a route. The service goes to it like the others. */
  readonly desk?: boolean;
  /** The desk that stands elsewhere, for a service that leaves or fetches something there. Without it the service may not ask it. */
  readonly usesDesk?: IFunction | undefined;
  /** What the service counts that must not go on unseen: an alarm for each. */
  readonly watches?: readonly Watch[];
  readonly foundation: Foundation;
  readonly config: StageConfig;
};

/** A metric of the service's own, and who is hurt when it counts anything. */
export type Watch = Pick<AlarmSpec, "hurts" | "runbook"> & { readonly metric: string };

/** Where the services' own metrics stand in CloudWatch. */
const namespace = "Trygt";

/** A whole service from its contract and its subscriptions: tables, functions, routes, rules, queues, dead letters, clock, alarms. */
export class PartnershipService extends Stack {
  /** The disclosure desk, where it stands here. */
  readonly desk: IFunction | undefined;

  constructor(scope: Construct, id: string, props: PartnershipServiceProps) {
    const { contract, subscribesTo, code, asks, desk, usesDesk, watches = [], foundation, config, ...stack } = props;
    const { name } = contract;
    super(scope, id, { description: contract.purpose, ...stack });

    const { key, bus } = foundation;
    const records = {
      table: stateTable(this, key),
      accessLog: accessLogTable(this, key),
      subjectKey: subjectKey(this, name),
      key,
    };
    const unheard = deadLetters(
      this,
      "RelayDeadLetters",
      `People whose matter waits for an event that ${name} could not send.`,
    );
    for (const { metric: metricName, hurts, runbook } of watches)
      alarm(this, metricName, {
        metric: new Metric({
          namespace,
          metricName,
          dimensionsMap: { service: name },
          statistic: "Sum",
          period: Duration.minutes(5),
        }),
        above: 0,
        hurts,
        runbook,
      });
    const unticked = deadLetters(this, "ClockDeadLetters", `People whose deadlines ${name} did not keep.`);

    const build = (spec: Pick<FunctionSpec, "name" | "purpose" | "seconds" | "megabytes" | "environment" | "may">) =>
      lambdaFunction(this, `${spec.name[0]?.toUpperCase()}${spec.name.slice(1)}`, {
        ...spec,
        code,
        service: name,
        key,
        environment: {
          SERVICE: name,
          POWERTOOLS_METRICS_NAMESPACE: namespace,
          POWERTOOLS_SERVICE_NAME: name,
          ...spec.environment,
        },
      });
    const deciding = {
      TABLE_NAME: records.table.tableName,
      ACCESS_LOG_TABLE_NAME: records.accessLog.tableName,
      POLICY: JSON.stringify(config.policy[name] ?? {}),
      ...(config.impactAssessment === undefined ? {} : { IMPACT_ASSESSMENT: config.impactAssessment }),
    };
    const asked = (by: keyof typeof asks) =>
      Object.fromEntries((asks[by] ?? []).map((neighbour) => [neighbour, config.neighbours[neighbour]]));

    if (desk)
      this.desk = build({
        name: "desk",
        purpose: `Takes in and hands out, for the other services, what ${name} discloses`,
        // Whoever asks waits for it, within their own time-out
        seconds: 10,
        megabytes: 1024,
        environment: { ...deciding, ...asked("desk"), SUBJECT_KEY_ID: records.subjectKey.keyId },
        may: [...commands(records), ...references(records)],
      });
    const toDesk = wayTo(this.desk ?? usesDesk);

    const api = build({
      name: "api",
      purpose: `Answers the operations of ${name}`,
      // Within the 30 seconds of the gateway, beyond the 8 that DynamoDB may take in all
      seconds: 10,
      megabytes: 1024,
      environment: {
        ...deciding,
        ...asked("api"),
        ...toDesk.environment,
        SUBJECT_KEY_ID: records.subjectKey.keyId,
      },
      may: [...commands(records), ...references(records), ...readsOfLog(records), ...toDesk.may],
    });
    routes(this, Object.values(contract.operations), api, foundation);

    const relay = build({
      name: "relay",
      purpose: `Publishes what ${name} announces`,
      seconds: 30,
      megabytes: 512,
      environment: { EVENT_BUS_NAME: bus.eventBusName },
      may: [...stream(records), ...publishes(Object.values(contract.events), bus, unheard)],
    });
    relaying(this, name, records.table, relay, unheard);

    const clock = build({
      name: "clock",
      purpose: `Lets what is due in ${name} fall due`,
      seconds: 60,
      megabytes: 512,
      environment: { ...deciding, ...asked("clock") },
      may: [...commands(records), ...dues(records), allow(["sqs:SendMessage"], [unticked.queueArn])],
    });
    ticking(this, clock, unticked);

    if (subscribesTo.length === 0) return;
    const events = inbox(this, name, subscribesTo, bus);
    const subscriber = build({
      name: "subscriber",
      purpose: `Acts in ${name} on what others announce`,
      seconds: subscriberSeconds,
      megabytes: 512,
      environment: {
        ...deciding,
        ...asked("subscriber"),
        ...toDesk.environment,
        DEAD_LETTER_QUEUE_URL: events.deadLetters.queueUrl,
      },
      may: [...commands(records), ...receives(events), ...toDesk.may],
    });
    subscription(this, events, subscriber);
  }
}

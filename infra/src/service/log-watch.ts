import { functionSeconds, type logWatchVariables } from "@trygt/service-kit";
import { FilterRule } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { allow } from "../function.ts";
import { deadLetters } from "../queues.ts";
import type { Build } from "./build.ts";
import { type AccessLog, stream, throughDynamo } from "./permissions.ts";
import { streamMapping } from "./stream-mapping.ts";
import { keptEntriesTable } from "./tables.ts";

/** The watch over the access log of a service, with the table in which it keeps what stood there before (ADR 40). */
export const logWatch = (
  scope: Construct,
  build: Build,
  { service, accessLog, key }: AccessLog & { readonly service: string },
): void => {
  const kept = keptEntriesTable(scope, key);
  const failed = deadLetters(
    scope,
    "LogWatchDeadLetters",
    `Everybody whom the access log of ${service} protects: that it was changed could not be kept.`,
  );
  const environment: Record<(typeof logWatchVariables)[number], string> = {
    SERVICE: service,
    KEPT_ENTRIES_TABLE_NAME: kept.tableName,
  };
  const target = build({
    name: "log-watch",
    purpose: `Rings when an entry of the access log of ${service} is changed or goes, and keeps what stood there`,
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
  streamMapping(scope, "LogWatchMapping", {
    table: accessLog,
    target,
    // Entries that are added are no matter of the watch
    wanted: { eventName: FilterRule.or("MODIFY", "REMOVE") },
    failed,
    late: {
      id: "LogWatchLate",
      impact: `Everybody whom the access log of ${service} protects: for a quarter of an hour nobody has seen what was changed in it.`,
      runbook: "infra/README.md#watches",
    },
  });
};

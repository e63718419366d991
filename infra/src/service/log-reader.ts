import { accessLogTablesVariable, functionSeconds } from "@trygt/service-kit";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Stack } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import type { Build } from "./build.ts";
import { readsAccessLogs } from "./permissions.ts";

/** The function that reads the access logs of all services, given by their names, and can write none (ADR 41). */
export const logReader = (
  scope: Construct,
  build: Build,
  accessLogs: Readonly<Record<string, ITable>>,
  key: IKey,
): IFunction => {
  const names = Object.entries(accessLogs).map(([service, log]) => [service, log.tableName]);
  return build({
    name: "log-reader",
    purpose: "Reads the access logs of all services, and can write none",
    seconds: functionSeconds.logReader,
    megabytes: 512,
    environment: { [accessLogTablesVariable]: Stack.of(scope).toJsonString(Object.fromEntries(names)) },
    may: readsAccessLogs(Object.values(accessLogs), key),
  });
};

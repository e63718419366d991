import type { Behind, Port, Reads } from "@trygt/service-kit";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { allow } from "../function.ts";
import type { StageConfig } from "../stages.ts";
import type { DeskDoors } from "./desk.ts";
import {
  type AccessLog,
  commands,
  logs,
  type Records,
  readsCounters,
  readsVault,
  readsWorklists,
  references,
} from "./permissions.ts";

/** What a function gets: its environment and its permissions. */
export type Access = {
  readonly environment: Readonly<Record<string, string>>;
  readonly may: readonly PolicyStatement[];
};

/** What stands around a function that works on records. */
export type Surroundings = {
  readonly service: string;
  readonly log: AccessLog;
  /** Undefined for a service that keeps no records. */
  readonly records: Records | undefined;
  readonly config: StageConfig;
  /** The doors of the disclosure desk of the stage; undefined where there is none to ask. */
  readonly desk: DeskDoors | undefined;
  /** The function that reads the access logs, where it stands. */
  readonly logReader?: IFunction | undefined;
};

/** What a function's definition says of its needs. */
export type Needs = {
  readonly reads: readonly Reads[];
  readonly ports: Readonly<Record<string, Pick<Port<unknown>, "variable" | "behind">>>;
};

/** The environment and permissions of a function that works on records, all of it from its definition. */
export const accessOf = ({ reads, ports }: Needs, around: Surroundings): Access => {
  const granted = [recordAccess(around), ...Object.values(ports).map((port) => portAccess(port, around))];
  return {
    environment: Object.assign({}, ...granted.map(({ environment }) => environment)),
    may: [...granted.flatMap(({ may }) => may), ...reads.flatMap((one) => readAccess[one](kept(around)))],
  };
};

const kept = ({ service, records }: Surroundings): Records => {
  if (records === undefined) throw new Error(`${service} keeps no records, and its definition reads some`);
  return records;
};

const recordAccess = ({ service, log, records, config }: Surroundings): Access => ({
  environment: {
    ...(records === undefined ? {} : { TABLE_NAME: records.table.tableName }),
    ACCESS_LOG_TABLE_NAME: log.accessLog.tableName,
    POLICY: JSON.stringify(config.policy[service] ?? {}),
    ...(config.impactAssessment === undefined ? {} : { IMPACT_ASSESSMENT: config.impactAssessment }),
  },
  may: [...(records === undefined ? [] : commands(records)), ...logs(log)],
});

const readAccess: Readonly<Record<Reads, (records: Records) => readonly PolicyStatement[]>> = {
  worklists: readsWorklists,
  vault: readsVault,
  counters: readsCounters,
};

const portAccess = (port: Needs["ports"][string], around: Surroundings): Access => ({
  environment: { [port.variable]: addressOf[port.behind](port.variable, around) },
  may: permissionFor[port.behind](around),
});

const doorOf = ({ service, desk }: Surroundings): string => {
  if (desk === undefined) throw new Error(`${service} asks the disclosure desk, and this stage has none to ask`);
  const door = desk[service];
  if (door === undefined)
    throw new Error(`Say in packages/contracts/src/desk/callers.ts what ${service} may at the desk`);
  return door;
};

const logReaderOf = ({ service, logReader }: Surroundings): IFunction => {
  if (logReader === undefined) throw new Error(`${service} asks for the access logs, and nothing here reads them`);
  return logReader;
};

const addressOf: Readonly<Record<Behind, (variable: string, around: Surroundings) => string>> = {
  "external-system": (variable, { service, config }) => {
    const address = config.externalSystems[variable];
    if (address === undefined) throw new Error(`Say in infra/src/stages.ts where ${service} finds ${variable}`);
    return address;
  },
  "disclosure-desk": (_, around) => doorOf(around),
  "subject-key": (_, around) => kept(around).subjectKey.keyId,
  "access-logs": (_, around) => logReaderOf(around).functionName,
};

const permissionFor: Readonly<Record<Behind, (around: Surroundings) => readonly PolicyStatement[]>> = {
  "external-system": () => [],
  "disclosure-desk": (around) => [allow(["lambda:InvokeFunction"], [doorOf(around)])],
  "subject-key": (around) => references(kept(around)),
  "access-logs": (around) => [allow(["lambda:InvokeFunction"], [logReaderOf(around).functionArn])],
};

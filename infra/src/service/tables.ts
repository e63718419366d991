import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from "aws-cdk-lib/aws-dynamodb";
import { type IKey, Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import type { Construct } from "constructs";

const text = (name: string) => ({ name, type: AttributeType.STRING });

// Personal data: survives mistakes by people (deletion protection, retain), by code (35 days back, T11) and lost disks
const kept = (key: IKey): Omit<TableProps, "partitionKey"> => ({
  sortKey: text("sk"),
  billingMode: BillingMode.PAY_PER_REQUEST,
  encryption: TableEncryption.CUSTOMER_MANAGED,
  encryptionKey: key,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
  deletionProtection: true,
  removalPolicy: RemovalPolicy.RETAIN,
  timeToLiveAttribute: "expiresAt",
});

/** The index that lists records by who may see them. */
export const worklist = "worklist";
/** The sparse, sharded index of what falls due. */
export const due = "due";
/** The index of the access log by the record that was looked at. */
export const about = "about";
/** The index of the access log by the member of staff who looked. */
export const staff = "staff";

/** The service's own table: records, history, vault, inbox and kept replies; new images go out on its stream. */
export const stateTable = (scope: Construct, key: IKey): Table => {
  const table = new Table(scope, "Table", { ...kept(key), partitionKey: text("pk"), stream: StreamViewType.NEW_IMAGE });
  table.addGlobalSecondaryIndex({
    indexName: worklist,
    partitionKey: text("worklist"),
    sortKey: text("sortKey"),
    // A list costs what it shows, however large its records are
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes: ["shows", "version"],
  });
  table.addGlobalSecondaryIndex({
    indexName: due,
    partitionKey: text("dueShard"),
    sortKey: text("due"),
    // Who has fallen due is all that the clock asks; the record is read when it is woken
    projectionType: ProjectionType.KEYS_ONLY,
  });
  return table;
};

/** The service's access log: who did or saw what, when and why. Functions may add to it and never change it. */
export const accessLogTable = (scope: Construct, key: IKey): Table => {
  const table = new Table(scope, "AccessLog", {
    ...kept(key),
    partitionKey: text("pk"),
    // IAM cannot forbid that an entry is written over: what stood there goes to the watch
    stream: StreamViewType.OLD_IMAGE,
  });
  table.addGlobalSecondaryIndex({ indexName: about, partitionKey: text("about"), sortKey: text("at") });
  table.addGlobalSecondaryIndex({ indexName: staff, partitionKey: text("staff"), sortKey: text("at") });
  return table;
};

/** What stood in the access log before somebody changed it or took it away: written by the watch, and touched by nothing else. */
export const keptEntriesTable = (scope: Construct, key: IKey): Table =>
  new Table(scope, "KeptEntries", { ...kept(key), partitionKey: text("pk") });

/** The key behind the service's references to people: another key in each service, so that references never match across services. */
export const subjectKey = (scope: Construct, service: string): Key =>
  new Key(scope, "SubjectKey", {
    description: `Makes the references of ${service} to people`,
    keySpec: KeySpec.HMAC_256,
    keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN,
  });

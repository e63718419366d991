import type { AttributeValue, DynamoDBRecord } from "aws-lambda";
import { expiry } from "../dynamodb/items.ts";
import { accessLogDays } from "../records/access-log.ts";

/** What stood in an access log and was changed or taken away: where, what, and until when the log should have kept it, in seconds since 1970. */
export type TamperedEntry = {
  readonly change: "MODIFY" | "REMOVE";
  readonly pk: string;
  readonly sk: string;
  readonly before: Readonly<Record<string, AttributeValue>>;
  readonly expiresAt: number;
};

/** What a record of an access log's stream says that should not have happened; undefined for an entry that is added, and for one that the table lets go of at its date (T9). An entry whose date was brought forward is no such one: it was written to thin itself. */
export const tamperedEntry = ({ eventName, dynamodb, userIdentity }: DynamoDBRecord): TamperedEntry | undefined => {
  if (eventName !== "MODIFY" && eventName !== "REMOVE") return undefined;
  const before = dynamodb?.OldImage;
  if (before === undefined) throw new Error("The stream of an access log has no old images");
  const expiresAt = rightfulExpiry(before);
  const byTimeToLive = userIdentity?.type === "Service" && userIdentity.principalId === "dynamodb.amazonaws.com";
  if (eventName === "REMOVE" && byTimeToLive && Number(before["expiresAt"]?.N) === expiresAt) return undefined;
  return { change: eventName, pk: before["pk"]?.S ?? "", sk: before["sk"]?.S ?? "", before, expiresAt };
};

const rightfulExpiry = ({ at }: Readonly<Record<string, AttributeValue>>): number => expiry(at?.S ?? "", accessLogDays);

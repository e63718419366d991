import type { Instant } from "@trygt/contracts";
import type { DynamoDBRecord, StreamRecord } from "aws-lambda";
import { accessLogDays } from "../records/access-log.ts";
import { expiry } from "./items.ts";

/** An entry of an access log that was written over or taken away. */
export type TamperedEntry = {
  readonly change: "MODIFY" | "REMOVE";
  /** The stream's own name of the change, the same each time it is told (AWS: unique among all). */
  readonly eventId: string;
  readonly sequenceNumber: string;
  /** Where the entry stands, or stood. */
  readonly key: { readonly pk: string; readonly sk: string };
  /** What stood there before, in DynamoDB's own notation. */
  readonly before: StreamRecord["OldImage"];
  /** Until when the log should have kept it, in seconds since 1970; never longer than {@link accessLogDays} from now (T9). */
  readonly keptUntil: number;
};

/**
 * What a record of an access log's stream says, seen at `now`, that should not have happened; undefined for an entry that is added, and for one that the table lets go of when its time is over (T9).
 * The time of an entry is read from its key, which no overwriting changes. Never throws, whatever stood there: one record that cannot be read would hold up all behind it.
 */
export const tamperedEntry = (record: DynamoDBRecord, now: Instant): TamperedEntry | undefined => {
  const { eventID = "", eventName, dynamodb: { SequenceNumber = "", Keys, OldImage } = {} } = record;
  if (eventName !== "MODIFY" && eventName !== "REMOVE") return undefined;
  const key = { pk: Keys?.["pk"]?.S ?? "", sk: Keys?.["sk"]?.S ?? "" };
  const rightful = expiry(key.sk.split("#")[0] ?? "", accessLogDays);
  if (eventName === "REMOVE" && isTimeToLive(record) && rightful <= expiry(now, 0)) return undefined;
  const longest = expiry(now, accessLogDays);
  return {
    ...{ change: eventName, eventId: eventID, sequenceNumber: SequenceNumber, key, before: OldImage },
    // A key that says no time, or one to come, is none of ours
    keptUntil: rightful < longest ? rightful : longest,
  };
};

// Anybody else who deletes is named in CloudTrail and not here (AWS: TTL deletions on streams)
const isTimeToLive = ({ userIdentity }: DynamoDBRecord): boolean =>
  userIdentity?.type === "Service" && userIdentity?.principalId === "dynamodb.amazonaws.com";

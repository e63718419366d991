import type { PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import type { DynamoDBRecord, StreamRecord } from "aws-lambda";
import { unmarshall } from "../dynamodb/marshalling.ts";
import { maxEventBytes } from "../records/envelope.ts";
import type { Envelope } from "../records/store.ts";

/** The key of a row as the stream tells it, in DynamoDB's own notation; it says where to look, and nothing of what stands there. */
export type RowKey = StreamRecord["Keys"];

/** What a row on the table's stream has to say. */
export type AnnouncingRow = {
  readonly sequenceNumber: string;
  readonly key: RowKey;
  /** Its events, for whichever bus. */
  readonly entries: readonly PutEventsRequestEntry[];
  /** What it announces and may not, by name; `unreadable` for what is no announcement. */
  readonly foreign: readonly string[];
};

/** Reads a row of the stream; undefined for one that is gone. An event must be named in `sources`, say when it was recorded, and be no larger than an event may be: whatever else stands there is foreign. Never throws: one row that cannot be read would hold up all behind it. */
export const readRow = (
  { dynamodb: { NewImage, SequenceNumber = "", Keys } = {} }: DynamoDBRecord,
  sources: Readonly<Record<string, string>>,
): AnnouncingRow | undefined => {
  if (NewImage === undefined) return undefined;
  const entries: PutEventsRequestEntry[] = [];
  const foreign: string[] = [];
  for (const announcement of announcementsIn(NewImage)) {
    const entry = entryOf(announcement, sources);
    if (entry === undefined) foreign.push(nameOf(announcement) ?? unreadable);
    else entries.push(entry);
  }
  return { sequenceNumber: SequenceNumber, key: Keys, entries, foreign };
};

const unreadable = "unreadable";

const announcementsIn = (image: NonNullable<StreamRecord["NewImage"]>): readonly unknown[] => {
  try {
    const { announcements = [] } = unmarshall(image as never);
    return Array.isArray(announcements) ? announcements : [unreadable];
  } catch {
    return [unreadable];
  }
};

const entryOf = (
  announcement: unknown,
  sources: Readonly<Record<string, string>>,
): PutEventsRequestEntry | undefined => {
  const name = nameOf(announcement);
  if (name === undefined || !Object.hasOwn(sources, name)) return undefined;
  const { data, meta } = announcement as Partial<Envelope>;
  const Time = new Date(meta?.recordedAt ?? "");
  const Detail = jsonOf({ meta, data });
  if (Number.isNaN(Time.getTime()) || Detail === undefined || Buffer.byteLength(Detail) > maxEventBytes)
    return undefined;
  return { Source: sources[name], DetailType: name, Detail, Time };
};

const nameOf = (announcement: unknown): string | undefined => {
  const { name } = (announcement ?? {}) as Partial<Record<keyof Envelope, unknown>>;
  return typeof name === "string" ? name : undefined;
};

// Numbers beyond what JSON can say are in DynamoDB's reach
const jsonOf = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
};

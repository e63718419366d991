import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { addDays, dateOf, instantOf } from "@trygt/contracts";
import { concernDecided } from "@trygt/contracts/visits";
import {
  type Aggregate,
  accept,
  dynamoStore,
  ledger,
  on,
  postJson,
  type SubscriberShell,
  subscriber,
} from "@trygt/service-kit";
import { callAws } from "./aws.ts";

const { TABLE_NAME = "", ACCESS_LOG_TABLE_NAME = "", DEAD_LETTER_QUEUE_URL = "", NEIGHBOUR_URL = "" } = process.env;

/** What the police inbox knows of a concern: the outcome of the latest version it has heard of, and how often it changed. */
type Note =
  | { readonly status: "none" }
  | { readonly status: "noted"; readonly outcome: string; readonly version: number; readonly times: number };
type NoteOutcome = { readonly type: "note-outcome"; readonly outcome: string; readonly version: number };
type OutcomeNoted = { readonly type: "outcome-noted"; readonly outcome: string; readonly version: number };

const notes: Aggregate<Note, NoteOutcome, OutcomeNoted, never> = {
  kind: "NOTE",
  initial: { status: "none" },
  decide: (note, { outcome, version }) =>
    note.status === "noted" && note.version >= version ? accept() : accept({ type: "outcome-noted", outcome, version }),
  evolve: (note, { outcome, version }) => ({
    status: "noted",
    outcome,
    version,
    times: note.status === "none" ? 1 : note.times + 1,
  }),
  visibleTo: () => true,
  announce: () => [],
  file: () => {
    const today = dateOf(instantOf(Date.now()));
    return { ownerAuthority: "police", regime: "led", reviewOn: today, eraseOn: addDays(today, 30) };
  },
};

const store = dynamoStore({ client: new DynamoDBClient({}), table: TABLE_NAME, accessLog: ACCESS_LOG_TABLE_NAME });
const { upsert } = ledger(notes, store, randomUUID);

/** The one command that the subscriber's shell sends: the malformed event into the dead letters. */
const queues = {
  send: ({ input }: { readonly input: unknown }) =>
    callAws(process.env["AWS_ENDPOINT_URL_SQS"] ?? "", "AmazonSQS.SendMessage", input),
} as unknown as SubscriberShell["client"];

/** Police inbox: tells a neighbour, which may be down, and notes the outcome of the officer's own concern. */
export const handler = subscriber(
  [
    on(concernDecided, async ({ concernRef, outcome }, { meta: { version }, call }) => {
      await postJson(NEIGHBOUR_URL, { concernRef });
      return upsert(concernRef, { type: "note-outcome", outcome, version }, call);
    }),
  ],
  { now: () => instantOf(Date.now()), deadLetters: DEAD_LETTER_QUEUE_URL, client: queues },
);

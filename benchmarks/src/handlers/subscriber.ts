import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { dateOf, instantOf } from "@trygt/contracts";
import { concernDecided } from "@trygt/contracts/visits";
import { type Aggregate, accept, dynamoStore, ledger, on, subscriber } from "@trygt/service-kit";

type Report = { readonly outcomes: readonly string[] };
type Note = { readonly type: "note"; readonly outcome: string };

/** The least that a service can do with another one's event: a report that notes outcomes. */
const reports: Aggregate<Report, Note, Note, never> = {
  kind: "REPORT",
  initial: { outcomes: [] },
  decide: (_, command) => accept(command),
  evolve: ({ outcomes }, { outcome }) => ({ outcomes: [...outcomes, outcome] }),
  visibleTo: () => true,
  announce: () => [],
  file: () => {
    const reviewOn = dateOf(instantOf(Date.now()));
    return { ownerAuthority: "police", regime: "led", reviewOn, eraseOn: reviewOn };
  },
};

const {
  TABLE_NAME: table = "",
  ACCESS_LOG_TABLE_NAME: accessLog = "",
  DEAD_LETTER_QUEUE_URL: deadLetters = "",
} = process.env;
const store = dynamoStore({ client: new DynamoDBClient({}), table, accessLog });
const { create, run } = ledger(reports, store, randomUUID);

export const handler = subscriber(
  [
    on(concernDecided, async ({ concernRef, outcome }, { call }) => {
      const known = await run(concernRef, { type: "note", outcome }, call);
      if (known.kind === "not-found") await create(concernRef, { type: "note", outcome }, call);
    }),
  ],
  { now: () => instantOf(Date.now()), deadLetters, client: new SQSClient({}) },
);

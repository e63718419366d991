import { randomUUID } from "node:crypto";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBStreamEvent } from "aws-lambda";

/** A batch of a table's stream: history rows of decided concerns, each with one announcement. */
export const decisions = (rows: number): DynamoDBStreamEvent => ({
  Records: Array.from({ length: rows }, (_, at) => {
    const concernId = randomUUID();
    const recordedAt = new Date().toISOString();
    const meta = {
      eventId: randomUUID(),
      recordedAt,
      effectiveAt: recordedAt,
      correlationId: randomUUID(),
      ownerAuthority: "police",
      version: 2,
    };
    const row = {
      pk: `CONCERN#${concernId}`,
      sk: "EVENT#00000002#0",
      event: { type: "accepted", at: recordedAt, by: randomUUID(), caseId: randomUUID() },
      announcements: [
        {
          name: "visits.concern-decided.v1",
          data: { concernRef: concernId, outcome: "accepted" },
          meta,
        },
      ],
      outbox: "v1",
    };
    // The types of the stream's values and of the client's differ in binary values only
    const NewImage = marshall(row) as never;
    return { eventID: String(at), eventName: "INSERT", dynamodb: { SequenceNumber: String(1000 + at), NewImage } };
  }),
});

/** The same decisions as the bus hands them to a subscriber, in one batch of its queue. */
export const delivered = (concernRef: string, eventId: string) => ({
  Records: [
    {
      messageId: randomUUID(),
      body: JSON.stringify({
        version: "0",
        id: randomUUID(),
        "detail-type": "visits.concern-decided.v1",
        source: "trygt.visits",
        detail: {
          meta: {
            eventId,
            recordedAt: "2026-03-02T08:00:00.000Z",
            effectiveAt: "2026-03-02T08:00:00.000Z",
            correlationId: randomUUID(),
            ownerAuthority: "police",
            version: 2,
          },
          data: { concernRef, outcome: "accepted" },
        },
      }),
    },
  ],
});

import type { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { quiet } from "../testing/quiet.ts";
import { lambdaContext } from "../testing/requests.ts";
import { createRelay } from "./relay.ts";

quiet();

type StreamRow = DynamoDBStreamEvent["Records"][number];

/** A history row on the stream, with announcements named by number. */
const row = (sequenceNumber: string, ...named: readonly number[]): StreamRow =>
  rowOf("bicycles.bicycle-back.v1", sequenceNumber, ...named);
const rowOf = (name: string, sequenceNumber: string, ...named: readonly number[]): StreamRow => ({
  eventName: "INSERT",
  dynamodb: {
    SequenceNumber: sequenceNumber,
    NewImage: marshall({
      pk: "BICYCLE#b1",
      sk: `EVENT#${sequenceNumber}#0`,
      event: { type: "lent", to: "5b".repeat(16) },
      announcements: named.map((number) => ({
        name,
        data: { number },
        meta: { eventId: `e${number}`, recordedAt: "2026-03-02T08:00:00.000Z", version: 1 },
      })),
    }) as never,
  },
});
const range = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);

/** A bus that refuses some events by number, or fails whole requests. */
const busThat = ({
  refuses = [],
  fails = [],
  queue = "up",
}: {
  refuses?: readonly number[];
  fails?: readonly number[];
  queue?: "up" | "down";
}) => {
  const requests: { readonly Detail: string; readonly Source: string }[][] = [];
  const send = async ({ input: { Entries = [] } }: PutEventsCommand) => {
    requests.push(Entries as never);
    if (fails.includes(requests.length)) throw new Error("no answer");
    const results = Entries.map(({ Detail = "" }) =>
      refuses.includes(JSON.parse(Detail).data.number) ? { ErrorCode: "InternalFailure" } : { EventId: "taken" },
    );
    return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
  };
  const client = { send } as unknown as EventBridgeClient;
  const setAside: string[] = [];
  const metrics: string[] = [];
  const handler = createRelay({
    ...{ bus: "partnership", client },
    sources: { "bicycles.bicycle-back.v1": "trygt.bicycles", "partnership.erasure-confirmed.v1": "trygt.bicycles" },
    count: (name) => {
      metrics.push(name);
    },
    setAside: async ({ name }) => {
      if (queue === "down") throw new Error("no answer");
      setAside.push(name);
    },
  });
  return { requests, setAside, metrics, handler };
};

describe("the relay", () => {
  it("says each event under the source that the contract gives it", async () => {
    const { requests, handler } = busThat({});
    await handler({ Records: [rowOf("partnership.erasure-confirmed.v1", "100", 1)] }, lambdaContext());
    expect(requests.flat().map(({ Source }) => Source)).toEqual(["trygt.bicycles"]);
  });

  it("sets aside what its contract does not say, and nothing else waits for it", async () => {
    const { requests, setAside, metrics, handler } = busThat({});
    const Records = [rowOf("visits.concern-decided.v1", "100", 1), row("101", 2)];
    expect(await handler({ Records }, lambdaContext())).toEqual({ batchItemFailures: [] });
    expect([setAside, metrics]).toEqual([["visits.concern-decided.v1"], ["ForeignEvent"]]);
    expect(requests.flat().map(({ Detail }) => JSON.parse(Detail).data)).toEqual([{ number: 2 }]);
  });

  it("brings again what could not be set aside", async () => {
    const { handler } = busThat({ queue: "down" });
    const Records = [row("100", 1), rowOf("visits.concern-decided.v1", "101", 2)];
    expect(await handler({ Records }, lambdaContext())).toEqual({ batchItemFailures: [{ itemIdentifier: "101" }] });
  });

  it("puts what a history row announces on the bus, and nothing of the event behind it", async () => {
    const { requests, handler } = busThat({});
    expect(await handler({ Records: [row("100", 1)] }, lambdaContext())).toEqual({ batchItemFailures: [] });
    expect(requests).toEqual([
      [
        {
          EventBusName: "partnership",
          Source: "trygt.bicycles",
          DetailType: "bicycles.bicycle-back.v1",
          Detail: JSON.stringify({
            meta: { eventId: "e1", recordedAt: "2026-03-02T08:00:00.000Z", version: 1 },
            data: { number: 1 },
          }),
          Time: new Date("2026-03-02T08:00:00.000Z"),
        },
      ],
    ]);
    expect(JSON.stringify(requests)).not.toContain("5b5b");
  });

  for (const [events, requested] of [
    [0, 0],
    [1, 1],
    [10, 1],
    [11, 2],
    [95, 10],
    [100, 10],
    [101, 11],
  ] as const)
    it(`asks ${requested} times for ${events} events, none twice`, async () => {
      const { requests, handler } = busThat({});
      const Records = range(0, events).map((number) => row(String(100 + number), number));
      await handler({ Records }, lambdaContext());
      expect(requests).toHaveLength(requested);
      const sent = requests.flat().map(({ Detail }) => JSON.parse(Detail).data.number as number);
      expect(sent.toSorted((one, other) => one - other)).toEqual(range(0, events));
    });

  it("asks as rarely when one row announces a lot and others nothing", async () => {
    const { requests, handler } = busThat({});
    await handler({ Records: [row("100", ...range(0, 12)), row("101"), row("102", 12, 13)] }, lambdaContext());
    expect(requests.map((entries) => entries.length)).toEqual([10, 4]);
  });

  it("does not wake the bus for rows that announce nothing or are gone", async () => {
    const { requests, handler } = busThat({});
    const removed = { eventName: "REMOVE", dynamodb: { SequenceNumber: "7" } } as const;
    expect(await handler({ Records: [row("100"), removed] }, lambdaContext())).toEqual({ batchItemFailures: [] });
    expect(requests).toEqual([]);
  });

  it("reports the first row whose event was not taken, as the place to go on from", async () => {
    const { handler } = busThat({ refuses: [3, 7, 24] });
    const Records = range(0, 30).map((number) => row(String(100 + number), number));
    expect(await handler({ Records }, lambdaContext())).toEqual({ batchItemFailures: [{ itemIdentifier: "103" }] });
  });

  it("reports a row when only one of its events was not taken", async () => {
    const { handler } = busThat({ refuses: [2] });
    const answer = await handler({ Records: [row("100", 0), row("101", 1, 2, 3), row("102", 4)] }, lambdaContext());
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "101" }] });
  });

  it("compares sequence numbers as the large numbers they are", async () => {
    const { handler } = busThat({ refuses: [0, 1] });
    const [larger, smaller] = ["10000000000000000000001", "9999999999999999999999"] as const;
    const answer = await handler({ Records: [row(larger, 0), row(smaller, 1)] }, lambdaContext());
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: smaller }] });
  });

  it("reports all rows of a request that got no answer, and still sends the others", async () => {
    const { requests, handler } = busThat({ fails: [2] });
    const Records = range(0, 30).map((number) => row(String(100 + number), number));
    expect(await handler({ Records }, lambdaContext())).toEqual({ batchItemFailures: [{ itemIdentifier: "110" }] });
    expect(requests).toHaveLength(3);
  });
});

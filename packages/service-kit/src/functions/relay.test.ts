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
const rowOf = (name: string, sequenceNumber: string, ...named: readonly number[]): StreamRow =>
  rowWith(
    sequenceNumber,
    named.map((number) => announced(number, { name })),
  );
const announced = (number: number, change: object = {}) => ({
  name: "bicycles.bicycle-back.v1",
  data: { number },
  meta: { eventId: `e${number}`, recordedAt: "2026-03-02T08:00:00.000Z", version: 1 },
  ...change,
});
/** A row that announces just this, whatever it is. */
const rowWith = (sequenceNumber: string, announcements: unknown): StreamRow => {
  const key = { pk: "BICYCLE#b1", sk: `EVENT#${sequenceNumber}#0` };
  return {
    eventName: "INSERT",
    dynamodb: {
      SequenceNumber: sequenceNumber,
      Keys: marshall(key) as never,
      NewImage: marshall(
        { ...key, event: { type: "lent", to: "5b".repeat(16) }, announcements },
        { removeUndefinedValues: true },
      ) as never,
    },
  };
};
const keyOf = (sequenceNumber: string) => ({ pk: { S: "BICYCLE#b1" }, sk: { S: `EVENT#${sequenceNumber}#0` } });
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
  const setAside: unknown[] = [];
  const metrics: string[] = [];
  const handler = createRelay({
    ...{ bus: "partnership", client },
    sources: { "bicycles.bicycle-back.v1": "trygt.bicycles", "partnership.erasure-confirmed.v1": "trygt.bicycles" },
    count: (name) => {
      metrics.push(name);
    },
    setAside: async (key) => {
      if (queue === "down") throw new Error("no answer");
      setAside.push(key);
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
    expect([setAside, metrics]).toEqual([[keyOf("100")], ["ForeignEvent"]]);
    expect(requests.flat().map(({ Detail }) => JSON.parse(Detail).data)).toEqual([{ number: 2 }]);
  });

  it.each<[string, unknown]>([
    ["says nothing of itself", [announced(1, { meta: undefined })]],
    ["says of itself that it is null", [announced(1, { meta: null })]],
    ["was recorded at no time", [announced(1, { meta: { eventId: "e1", recordedAt: "yesterday" } })]],
    ["has no name", [announced(1, { name: undefined })]],
    ["has a number for a name", [announced(1, { name: 7 })]],
    ["bears the name of what every object has", [announced(1, { name: "constructor" })]],
    ["is larger than an event may be", [announced(1, { data: { note: "x".repeat(8192) } })]],
    ["holds a number that JSON cannot say", [announced(1, { data: { number: 2n ** 80n } })]],
    ["is nothing", [null]],
    ["is a text", ["bicycles.bicycle-back.v1"]],
    ["stands in no list", announced(1)],
  ])("sets aside an announcement that %s, and nothing else waits for it", async (_, announcements) => {
    const { requests, setAside, handler } = busThat({});
    const Records = [rowWith("100", announcements), row("101", 2)];
    expect(await handler({ Records }, lambdaContext())).toEqual({ batchItemFailures: [] });
    expect(setAside).toEqual([keyOf("100")]);
    expect(requests.flat().map(({ Detail }) => JSON.parse(Detail).data)).toEqual([{ number: 2 }]);
  });

  it("sets aside a row that it cannot read at all", async () => {
    const { setAside, handler } = busThat({});
    const unreadable = rowWith("100", []);
    Object.assign(unreadable.dynamodb?.NewImage ?? {}, { size: { N: "1E+125" } });
    expect(await handler({ Records: [unreadable] }, lambdaContext())).toEqual({ batchItemFailures: [] });
    expect(setAside).toEqual([keyOf("100")]);
  });

  it("publishes what a row may say, and sets it aside once for all that it may not", async () => {
    const { requests, setAside, handler } = busThat({});
    const foreign = { name: "visits.concern-decided.v1" };
    const Records = [rowWith("100", [announced(1, foreign), announced(2), announced(3, foreign)])];
    await handler({ Records }, lambdaContext());
    expect(requests.flat().map(({ Detail }) => JSON.parse(Detail).data)).toEqual([{ number: 2 }]);
    expect(setAside).toEqual([keyOf("100")]);
  });

  it("sets nothing aside that comes again with a failure before it", async () => {
    const { setAside, handler } = busThat({ refuses: [2] });
    const foreign = (number: string) => rowOf("visits.concern-decided.v1", number, 1);
    const Records = [foreign("100"), row("101", 2), foreign("102")];
    expect(await handler({ Records }, lambdaContext())).toEqual({ batchItemFailures: [{ itemIdentifier: "101" }] });
    expect(setAside).toEqual([keyOf("100")]);
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

import { randomUUID } from "node:crypto";
import type { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { beforeEach, describe, expect, it } from "vitest";
import { system } from "../records/actor.ts";
import type { CommandContext } from "../records/command.ts";
import { bicycleBack, bicycleLent } from "../testing/bicycles.ts";
import { absent, red as bicycle, rackOn, register } from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import { quiet } from "../testing/quiet.ts";
import { lambdaContext } from "../testing/requests.ts";
import { monday } from "../testing/test-service.ts";
import { reaction } from "./reaction.ts";
import { createSubscriber } from "./subscriber.ts";

quiet();

const meta = () => ({
  eventId: randomUUID(),
  recordedAt: monday,
  effectiveAt: monday,
  correlationId: "JKJaXmPLvHcESHA",
  ownerAuthority: "housing",
  version: 2,
});
const delivered = (detailType: string, data: unknown, about: object = meta()) =>
  JSON.stringify({ version: "0", source: "trygt.bicycles", "detail-type": detailType, detail: { meta: about, data } });
const back = () => delivered(bicycleBack.name, { bicycleRef: bicycle });
const record = (body: string, messageId: string = randomUUID()) => ({ messageId, body }) as SQSRecord;

let store: MemoryStore;
let contexts: CommandContext[];
let deadLetters: SendMessageCommand["input"][];
let metrics: string[];
let sqs: "up" | "down";
beforeEach(() => {
  store = memoryStore();
  contexts = [];
  deadLetters = [];
  metrics = [];
  sqs = "up";
});

type Workshop = { readonly rack: ReturnType<typeof rackOn> };
const lookedAfter = reaction(bicycleBack, ({ rack }: Workshop, { bicycleRef }, { context }) => {
  contexts.push(context);
  return rack.execute(absent(bicycleRef), register(), context);
});

/** A workshop that looks after every bicycle that comes back, in a store of its own. */
const workshop = () => {
  const send = async ({ input }: SendMessageCommand) => {
    if (sqs === "down") throw new Error("no answer");
    deadLetters.push(input);
  };
  const unable = reaction(bicycleLent, async (_: Workshop) => {
    throw new Error("the table does not answer");
  });
  return createSubscriber(
    [lookedAfter, unable],
    { rack: rackOn(store) },
    {
      now: () => monday,
      count: (name) => {
        metrics.push(name);
      },
      deadLetters: "https://sqs.example/dead",
      client: { send } as unknown as SQSClient,
    },
  );
};
const receive = (...records: readonly SQSRecord[]) => workshop()({ Records: [...records] }, lambdaContext());
const nothingFailed = { batchItemFailures: [] };

describe("the subscriber", () => {
  it("turns an event into an own command, which names its cause", async () => {
    const about = meta();
    expect(await receive(record(delivered(bicycleBack.name, { bicycleRef: bicycle }, about)))).toEqual(nothingFailed);
    expect(await store.load("BICYCLE", bicycle)).toMatchObject({ version: 1 });
    expect(contexts).toEqual([
      {
        at: monday,
        actor: system,
        operation: bicycleBack.name,
        correlationId: about.correlationId,
        causationId: about.eventId,
        eventId: about.eventId,
      },
    ]);
  });

  it("has one effect, however often an event is delivered", async () => {
    const body = back();
    for (const records of [[record(body)], [record(body), record(body)]])
      expect(await receive(...records)).toEqual(nothingFailed);
    expect(await store.load("BICYCLE", bicycle)).toMatchObject({ version: 1 });
    expect(store.log).toHaveLength(1);
  });

  it("acknowledges an event that its rules refuse, and records the refusal once", async () => {
    await receive(record(back()));
    const other = delivered(bicycleBack.name, { bicycleRef: "b2000000-0000-4000-8000-000000000002" });
    for (let delivery = 1; delivery <= 2; delivery += 1) expect(await receive(record(other))).toEqual(nothingFailed);
    expect(store.log.filter(({ act }) => act === "refusal")).toMatchObject([{ refused: ["duplicate-open-case"] }]);
    expect(deadLetters).toEqual([]);
  });

  it("reports an event that could not be handled, so that it comes again", async () => {
    const lent = delivered(bicycleLent.name, { bicycleRef: bicycle, dueBack: monday });
    expect(await receive(record(lent, "m1"))).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] });
    expect(deadLetters).toEqual([]);
  });

  it("hands on what it knows of an event from a later publisher, and nothing else", async () => {
    const seen: unknown[] = [];
    const noting = reaction(bicycleBack, async (_: Workshop, data, { meta }) => {
      seen.push({ data, meta });
    });
    const keeping = createSubscriber(
      [noting],
      { rack: rackOn(store) },
      {
        now: () => monday,
        count: () => undefined,
        deadLetters: "https://sqs.example/dead",
        client: { send: async () => undefined } as unknown as SQSClient,
      },
    );
    const known = meta();
    const later = delivered(
      bicycleBack.name,
      { bicycleRef: bicycle, gears: 3, name: "Malik Testesen" },
      { ...known, replayed: true },
    );
    expect(await keeping({ Records: [record(later)] }, lambdaContext())).toEqual(nothingFailed);
    expect(seen).toEqual([{ data: { bicycleRef: bicycle }, meta: known }]);
  });

  const malformed: Record<string, string> = {
    "is no JSON": "{",
    "is empty": "",
    "is null": "null",
    "has no detail": JSON.stringify({ "detail-type": bicycleBack.name }),
    "is of a kind nobody subscribed to": delivered("bicycles.bicycle-stolen.v1", { bicycleRef: bicycle }),
    "is named like something every object has": delivered("constructor", {}),
    "lacks what the contract names": delivered(bicycleBack.name, {}),
    "has another form of reference": delivered(bicycleBack.name, { bicycleRef: "720410-4311" }),
    "has no envelope": JSON.stringify({ "detail-type": bicycleBack.name, detail: { data: { bicycleRef: bicycle } } }),
    "has an envelope without an identifier": delivered(
      bicycleBack.name,
      { bicycleRef: bicycle },
      { ...meta(), eventId: "1" },
    ),
  };
  for (const [what, body] of Object.entries(malformed))
    it(`moves an event that ${what} to the dead letters at once, as it came`, async () => {
      expect(await receive(record(body))).toEqual(nothingFailed);
      expect(deadLetters).toEqual([
        {
          QueueUrl: "https://sqs.example/dead",
          MessageBody: body,
          MessageAttributes: { reason: { DataType: "String", StringValue: "malformed" } },
        },
      ]);
      expect(contexts).toEqual([]);
      expect(metrics).toEqual(["MalformedEvent"]);
    });

  it("does not start with two reactions to one event: the second would find it handled", () => {
    const runtime = { now: () => monday, count: () => undefined, deadLetters: "", client: {} as SQSClient };
    expect(() => createSubscriber([lookedAfter, lookedAfter], { rack: rackOn(store) }, runtime)).toThrow(
      "two reactions to bicycles.bicycle-back.v1",
    );
  });

  it("reports one by one in a mixed batch", async () => {
    const lent = delivered(bicycleLent.name, { bicycleRef: bicycle, dueBack: monday });
    const answer = await receive(record(lent, "m1"), record(back(), "m2"), record("{", "m3"), record(lent, "m4"));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }, { itemIdentifier: "m4" }] });
    expect(deadLetters).toHaveLength(1);
    expect(await store.load("BICYCLE", bicycle)).toMatchObject({ version: 1 });
  });

  it("keeps a malformed event, and only that, when the dead letters do not take it", async () => {
    sqs = "down";
    const answer = await receive(record("{", "m1"), record(back(), "m2"));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] });
    expect(await store.load("BICYCLE", bicycle)).toMatchObject({ version: 1 });
  });
});

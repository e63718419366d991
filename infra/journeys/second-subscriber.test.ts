import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { EventMeta } from "@trygt/contracts";
import { type ConcernId, concernDecided } from "@trygt/contracts/visits";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { done } from "./support/answers.ts";
import { type Assembly, assemblyWith } from "./support/assembly.ts";
import { boot, type City } from "./support/city.ts";
import { leaks } from "./support/secrecy.ts";
import { register } from "./support/stories.ts";

describe("a second service hears of decided concerns", () => {
  let city: City;
  let assembly: Assembly;
  const neighbour = { isDown: false, asked: 0 };
  const server = createServer((request, response) => {
    request.resume();
    neighbour.asked += 1;
    response.writeHead(neighbour.isDown ? 500 : 204).end();
  });
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    assembly = assemblyWith({ neighbour: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    city = await boot({ assembly: assembly.folder });
  });
  beforeEach(() => {
    neighbour.isDown = false;
  });
  afterAll(async () => {
    await city.stop();
    server.closeAllConnections();
    server.close();
    assembly.remove();
  });

  /** A concern that Birk registered and Signe rejected. */
  const decided = async (): Promise<string> => {
    const concernId = await register(city);
    const { visits } = city.as("Signe");
    const params = { concernId };
    const { etag = "" } = await done(visits.readConcern({ params, reason: "screening" }));
    await done(visits.screenConcern({ params, body: { outcome: "rejected", reason: "duplicate" }, ifMatch: etag }));
    return concernId;
  };
  const decision = (concernRef: string, outcome: "accepted" | "rejected") =>
    concernDecided.of({ concernRef: concernRef as ConcernId, outcome });
  const noted = async (concernRef: string) =>
    (await city.rows("SecondNotes")).find(({ pk, sk }) => pk === `NOTE#${concernRef}` && sk === "STATE")?.["state"];
  const handled = async (eventId: string) =>
    (await city.rows("SecondNotes")).filter(({ pk }) => pk === `INBOX#${eventId}`).length;
  const deadEvents = async () =>
    (await city.deadLetters()).map(({ body }) => (body as { detail: { meta: EventMeta } }).detail.meta.eventId);

  test("a decision in visits becomes a note there, by way of table, relay, bus, rule, queue and subscriber", async () => {
    const concernId = await decided();
    await city.settle();
    expect(await noted(concernId)).toEqual({ status: "noted", outcome: "rejected", version: 2, times: 1 });
  });

  test("an event that is delivered twice has one effect", async () => {
    const concernId = await decided();
    await city.settle();
    const event = (await city.events()).at(-1);
    expect(event?.detail["data"]).toMatchObject({ concernRef: concernId });
    const meta = event?.detail["meta"] as EventMeta;
    const times = neighbour.asked;
    await city.announce(decision(concernId, "rejected"), meta);
    await city.settle();
    expect(neighbour.asked).toBe(times + 1);
    expect(await noted(concernId)).toMatchObject({ version: 2, times: 1 });
    expect(await handled(meta.eventId)).toBe(1);
  });

  test("events that come out of order leave what the later one said", async () => {
    const concernRef = randomUUID();
    const later = await city.announce(decision(concernRef, "rejected"), { version: 3 });
    await city.settle();
    const earlier = await city.announce(decision(concernRef, "accepted"), { version: 2 });
    await city.settle();
    expect(await noted(concernRef)).toEqual({ status: "noted", outcome: "rejected", version: 3, times: 1 });
    expect([await handled(later.eventId), await handled(earlier.eventId)]).toEqual([1, 1]);
  });

  test("twenty deliveries of two versions, mixed and at once, leave the later one, told once or in its order", async () => {
    const concernRef = randomUUID();
    const versions = [2, 3].map((version) => ({ version, eventId: randomUUID() }));
    const deliveries = Array.from({ length: 20 }, (_, n) => versions[n % 2]);
    await Promise.all(
      deliveries.map((meta) =>
        city.announce(decision(concernRef, meta?.version === 3 ? "rejected" : "accepted"), meta),
      ),
    );
    await city.settle();
    expect(await noted(concernRef)).toMatchObject({ outcome: "rejected", version: 3 });
    expect(((await noted(concernRef)) as { times: number }).times).toBeLessThanOrEqual(2);
    expect(await city.deadLetters()).toEqual([]);
  });

  test("while its neighbour is down events end in its dead letters, and visits works on", async () => {
    neighbour.isDown = true;
    const [one, other] = [await decided(), await decided()];
    await city.settle();
    expect([await noted(one), await noted(other)]).toEqual([undefined, undefined]);
    expect(await city.deadLetters()).toMatchObject([{ queue: "Second-DeadLetters" }, { queue: "Second-DeadLetters" }]);
    const outcome = city.as("Birk").visits.readConcernOutcome({ params: { concernId: one as ConcernId } });
    expect((await done(outcome)).body.status).toBe("rejected");

    expect(await city.redrive()).toEqual({ moved: 2, left: 0 });
    await city.settle();
    expect(await deadEvents()).toHaveLength(2);

    neighbour.isDown = false;
    await city.redrive();
    await city.settle();
    expect(await city.deadLetters()).toEqual([]);
    expect([await noted(one), await noted(other)]).toMatchObject([{ times: 1 }, { times: 1 }]);
  });

  test("a malformed event goes to the dead letters at once, and holds up nothing behind it", async () => {
    const asked = neighbour.asked;
    const malformed = { ...decision(randomUUID(), "accepted"), data: { concernRef: "nobody", outcome: "perhaps" } };
    const { eventId } = await city.announce(malformed);
    const concernId = await decided();
    await city.settle();
    expect(await deadEvents()).toEqual([eventId]);
    expect(neighbour.asked).toBe(asked + 1);
    expect(await noted(concernId)).toMatchObject({ times: 1 });
  });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await leaks(city, ["Holdt vagt ved en opgang for ældre drenge"])).toEqual([]);
  });
});

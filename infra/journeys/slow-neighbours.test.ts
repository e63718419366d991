import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type TestContext, test } from "vitest";
import { assemblyWith } from "./support/assembly.ts";
import { type Call, functionsOf } from "./support/calls.ts";
import { boot } from "./support/city.ts";
import { beforeTheOutage, rounds, undeclared, unreadable } from "./support/errands.ts";
import { type Fault, openFaultProxy } from "./support/fault-proxy.ts";
import type { Errand } from "./support/outages.ts";
import { flowOf, leaks } from "./support/secrecy.ts";

/** A city whose functions call through a proxy, with the cases that the errands are about. */
const cityBesideProxy = async (onTestFinished: TestContext["onTestFinished"]) => {
  const proxy = await openFaultProxy(functionsOf("visits", "exchange"));
  const assembly = assemblyWith({ doors: proxy.doors });
  const city = await boot({ assembly: assembly.folder });
  onTestFinished(async () => {
    await city.stop();
    proxy.stop();
    assembly.remove();
  });
  proxy.leadTo(city.neighbours);
  return { city, proxy, prepared: await beforeTheOutage(city) };
};

/** Whether a call meets an outage, which is told as `visits.api asks DynamoDB`, for anything or for one operation. */
const meets = ({ from, to, operation }: Call, outages: readonly string[]): boolean =>
  outages.some((outage) => `${from} asks ${to} for ${operation} `.startsWith(`${outage} `));

/** What a dead letter is about: the event that could not be read, or the row that announces what nobody has declared. */
const setAside = (body: unknown) => {
  const { detail, key } = body as { detail?: { meta: { eventId: string } }; key?: { pk: { S: string } } };
  return detail?.meta.eventId ?? key?.pk.S;
};

const sent = async ({ outage, send }: Errand, key: string) => {
  const response = await send({ "idempotency-key": key });
  const retryAfter = response.headers.get("retry-after");
  return { outage, status: response.status, retryAfter, body: await response.text() };
};

test.concurrent.for<[string, Fault]>([
  ["is silent", "silent"],
  ["resets every connection", "reset"],
  ["answers half", "half"],
])(
  "beside a neighbour that %s every function says so itself, in time, and afterwards does what it could not",
  async ([, fault], { expect, onTestFinished }) => {
    const { city, proxy, prepared } = await cityBesideProxy(onTestFinished);
    const fail = (outages: readonly string[]) => proxy.watch((call) => (meets(call, outages) ? fault : undefined));

    for (const round of rounds) {
      const { behind, before } = await round(city, prepared);
      const outages: string[] = [];
      for (const { outage, begin } of behind) {
        outages.push(outage);
        fail(outages);
        await begin();
        while (!proxy.seen().some((call) => meets(call, [outage]))) await sleep(10);
      }
      fail([...outages, ...before.map(({ outage }) => outage)]);
      const keyed = before.map((errand) => [errand, randomUUID()] as const);
      const answers = await Promise.all(keyed.map(([errand, key]) => sent(errand, key)));
      // A function that is ended at its limit leaves the gateway a bare 500
      const body = expect.stringContaining("urn:trygt:problem:try-again");
      expect(answers).toEqual(before.map(({ outage }) => ({ outage, status: 503, retryAfter: "2", body })));
      proxy.watch();
      const again = await Promise.all(keyed.map(([errand, key]) => sent(errand, key)));
      expect(again.filter(({ status }) => status >= 300)).toEqual([]);
      await city.settle();
      for (const { outage, ended } of behind) expect({ outage, ended: await ended() }).toEqual({ outage, ended: true });
    }

    const clocks = ["visits.clock asks DynamoDB", "exchange.clock asks DynamoDB for Query"];
    proxy.watch((call) => (call.nth === 1 && meets(call, clocks) ? fault : undefined));
    await city.advance("P40D");
    const states = (await city.rows("records")).filter(({ sk }) => sk === "STATE").map(({ pk }) => pk);
    expect(states).toContain(`CASE#${prepared.malik.caseId}`);
    expect(states).not.toContain(`CONCERN#${prepared.rejected}`);

    const flow = await flowOf(city);
    expect(flow).not.toMatch(/Task timed out/);
    // Whoever asked the desk was still there to hear it
    expect(flow.match(/FunctionIsBusy/g)).toHaveLength(2);
    // What cannot be read is set aside, at least once, and nothing else is
    const letters = (await city.deadLetters()).map(({ body }) => setAside(body));
    expect(new Set(letters)).toEqual(new Set([unreadable, undeclared.pk.S]));
    expect(await leaks(city)).toEqual([]);
  },
);

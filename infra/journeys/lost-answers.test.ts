import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemblyWith } from "./support/assembly.ts";
import { type Call, functionsOf } from "./support/calls.ts";
import { boot, type City } from "./support/city.ts";
import { agree } from "./support/exchange-stories.ts";
import { type FaultProxy, openFaultProxy, type Passing, sameKind } from "./support/fault-proxy.ts";
import { malikIsVisited } from "./support/malik-is-visited.ts";
import { patiently, type Story } from "./support/patience.ts";
import { leaks } from "./support/secrecy.ts";
import { alike, type Standing, standing, whatIsLeft } from "./support/what-is-left.ts";
import { yusufIsTalkedAbout } from "./support/yusuf-is-talked-about.ts";

let proxy: FaultProxy;
let assembly: Assembly;
let city: City;
/** All that stood when the last story was over. */
let stood: Standing;
beforeAll(async () => {
  proxy = await openFaultProxy(functionsOf("visits", "exchange", "jobs"));
  assembly = assemblyWith({ jobs: true, doors: proxy.doors });
  city = await boot({ assembly: assembly.folder });
  proxy.leadTo(city.neighbours);
  await agree(city);
  stood = await standing(city);
});
afterAll(async () => {
  await city.stop();
  proxy.stop();
  assembly.remove();
});

/** Which answer is lost in a step, and how many tries of it. */
type Lost = Pick<Passing, keyof Call | "nth"> & { readonly tries: number };

/** How often the SDK asks by itself. */
const maxAttempts = 3;

const kindOf = ({ from, to, operation }: Call) => `${from} asks ${to} for ${operation}`;

/** Lives through a story on new records, with one answer lost in each step, or none. Answers what each step was answered, which calls it took, and what is left of it all. */
const live = async (story: Story, lostIn: (step: string) => Lost | undefined = () => undefined) => {
  const before = stood;
  const answers: Record<string, string> = {};
  const calls: Record<string, readonly Passing[]> = {};
  const struck = new Set<string>();
  await story(city, async (step, send) => {
    const lost = lostIn(step);
    const isLost = (call: Passing) =>
      lost !== undefined && sameKind(call, lost) && call.nth === lost.nth && call.attempt <= lost.tries;
    proxy.watch((call) => {
      if (!isLost(call)) return undefined;
      struck.add(kindOf(call));
      return "lost";
    });
    try {
      const answer = await patiently(send);
      await city.settle();
      calls[step] = proxy.seen();
      answers[step] = alike(answer);
      return answer;
    } catch (error) {
      throw new Error(`${step}, ${JSON.stringify(lost)}: ${(error as Error).message}`);
    }
  });
  stood = await standing(city);
  return { answers, calls, struck, left: whatIsLeft(before, stood) };
};

describe.each<[string, Story]>([
  ["the story of how Malik is visited", malikIsVisited],
  ["the story of how Yusuf is talked about", yusufIsTalkedAbout],
])("%s", (_, story) => {
  let whole: Awaited<ReturnType<typeof live>>;
  beforeAll(async () => {
    // The first time finds functions that have yet to start
    await live(story);
    whole = await live(story);
  });

  test("told twice, it comes to the same", async () => {
    const { answers, left } = await live(story);
    expect({ answers, left }).toEqual({ answers: whole.answers, left: whole.left });
  });

  test.each([
    ["once, when the SDK asks again", 1],
    ["for good, when whoever called comes again", maxAttempts],
  ])("comes to the same, whichever single answer is lost %s", async (_how, tries) => {
    const struck = new Set<string>();
    const rounds = Math.max(...Object.values(whole.calls).map(({ length }) => length));
    for (let round = 0; round < rounds; round += 1) {
      const lost = new Map(
        Object.entries(whole.calls).flatMap(([step, calls]) => {
          const call = calls[round];
          return call === undefined ? [] : [[step, { ...call, tries }] as const];
        }),
      );
      const { answers, left, struck: now } = await live(story, (step) => lost.get(step));
      for (const kind of now) struck.add(kind);
      expect({ round, answers, left }).toEqual({ round, answers: whole.answers, left: whole.left });
      expect(await city.deadLetters()).toEqual([]);
    }
    const kinds = Object.values(whole.calls).flatMap((calls) => calls.map(kindOf));
    // A clock also looks by itself, once a minute
    expect([...new Set(kinds)].filter((kind) => !struck.has(kind) && !/\.clock /.test(kind))).toEqual([]);
  });
});

test("what has come to its end is erased, whichever answers the clocks lose on the way", async () => {
  let lost = 0;
  proxy.watch(({ from, nth, attempt }) => {
    const isLost = from.endsWith(".clock") && (nth % 5 === 0 ? attempt === 1 : nth % 101 === 0);
    if (isLost) lost += 1;
    return isLost ? "lost" : undefined;
  });
  await city.advance("P200D");
  proxy.watch();
  await city.advance("PT2M");
  expect(lost).toBeGreaterThan(50);
  const { rows } = await standing(city);
  expect([...rows.keys()].filter((key) => /\|(?:CONCERN|CASE|TICKET|OFFER|SUBJECT)#/.test(key))).toEqual([]);
  expect(await city.deadLetters()).toEqual([]);
});

test("nothing that was lost has leaked", async () => {
  expect(await leaks(city)).toEqual([]);
});

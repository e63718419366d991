import { randomUUID } from "node:crypto";
import { marshall } from "@aws-sdk/util-dynamodb";
import { budgets } from "./budgets.ts";
import { deployed } from "./machinery/build.ts";
import { type Engine, startEngine } from "./machinery/engine.ts";
import { environmentOf } from "./machinery/environment.ts";
import { runFunction } from "./machinery/functions.ts";
import { gatewayEvent } from "./machinery/gateway.ts";
import { startMeter } from "./machinery/meter.ts";
import { consultant } from "./machinery/people.ts";
import { startStandIns } from "./machinery/stand-ins.ts";
import { createTables } from "./machinery/tables.ts";
import { type Line, measured, promised } from "./report.ts";
import { median, medianRatio } from "./stats.ts";

const rounds = 21;
const pageOfCases = 50;

type Item = Readonly<Record<string, unknown>>;
type Figures = { readonly ms: number; readonly units: number };
type Function = "api" | "clock";

/** What costs as much for each record, however many or large they are: what is due, lists, erasures. */
export const growth = async (): Promise<readonly Line[]> => {
  const engine = await startEngine();
  const standIns = await startStandIns();
  const place = (name: Function, items: Iterable<Item>) => furnish(engine, standIns.endpoint, name, items);
  const lines = [...(await listsOf(place)), ...(await dueOf(place)), ...(await erasuresOf(place))];
  standIns.stop();
  await engine.stop();
  return lines;
};

type Place = Awaited<ReturnType<typeof furnish>>;
type Furnish = (name: Function, items: Iterable<Item>) => Promise<Place>;

/** The same list of fifty cases of 1 KB and of 300 KB each. */
const listsOf = async (place: Furnish): Promise<readonly Line[]> => {
  const [small, large] = [await place("api", casesOf(1000)), await place("api", casesOf(300_000))];
  const asked = gatewayEvent({ route: "GET /visits/cases", by: consultant, query: { assignedTo: "me" } });
  const figures: { readonly small: Figures[]; readonly large: Figures[] } = { small: [], large: [] };
  for (let round = -5; round < rounds; round += 1) {
    const [one, other] = [await small.measure(asked), await large.measure(asked)];
    if (round < 0) continue;
    figures.small.push(one);
    figures.large.push(other);
  }
  await Promise.all([small.stop(), large.stop()]);
  const how = "of 300 KB ÷ of 1 KB";
  return [
    promised(
      `list of 50 cases, time ${how}`,
      medianRatio(times(figures.large), times(figures.small)),
      budgets.crowdedOverEmpty,
    ),
    ...capacity("list of 50 cases", how, figures.small, figures.large),
  ];
};

/** A tick of the clock that finds a hundred cases due, and one that finds ten thousand and does what it has time for; for each that it wakes. */
const dueOf = async (place: Furnish): Promise<readonly Line[]> => {
  const [few, many] = [await place("clock", dueCases(100)), await place("clock", dueCases(10_000))];
  const one = await few.measure({}, { milliseconds: 60_000 });
  const other = await many.measure({}, { milliseconds: 30_000 });
  await Promise.all([few.stop(), many.stop()]);
  return [
    measured("10,000 due, woken in one tick of 30 s", other.woken, "records"),
    ...capacity("a record that is due", "of 10,000 ÷ of 100", [perRecord(one)], [perRecord(other)]),
  ];
};

/** The erasure of a record with twenty events, and of one with two thousand; for each event. */
const erasuresOf = async (place: Furnish): Promise<readonly Line[]> => {
  const figures = new Map<number, Figures>();
  for (const events of [20, 2000]) {
    const here = await place("clock", endedCase(events));
    const { ms, units } = await here.measure({}, { milliseconds: 60_000 });
    await here.stop();
    figures.set(events, { ms: ms / events, units: units / events });
  }
  const [few, many] = [figures.get(20), figures.get(2000)];
  if (few === undefined || many === undefined) throw new Error("Nothing was erased");
  return capacity("an event that is erased", "of 2,000 ÷ of 20", [few], [many]);
};

const times = (of: readonly Figures[]) => of.map(({ ms }) => ms);
const units = (of: readonly Figures[]) => of.map((figure) => figure.units);

const capacity = (what: string, how: string, ones: readonly Figures[], others: readonly Figures[]): Line[] => [
  measured(`${what}, capacity`, median(units(ones)), "units"),
  promised(`${what}, capacity ${how}`, medianRatio(units(others), units(ones)), budgets.crowdedOverEmpty),
];

const perRecord = ({ ms, units, woken }: Figures & { readonly woken: number }): Figures => ({
  ms: ms / woken,
  units: units / woken,
});

/** A table that holds those items, and a function of visits on it. */
const furnish = async (engine: Engine, others: string, name: Function, items: Iterable<Item>) => {
  const tables = await createTables(engine.call, randomUUID());
  for (const batch of batches(items))
    await engine.call("BatchWriteItem", {
      RequestItems: { [tables.table]: batch.map((item) => ({ PutRequest: { Item: marshall(item) } })) },
    });
  const meter = await startMeter(engine.endpoint, tables.accessLog);
  const running = runFunction(
    await deployed("visits", name),
    environmentOf(tables, { dynamodb: meter.endpoint, others }),
  );
  const measure = async (event: unknown, time?: { readonly milliseconds: number }) => {
    meter.read();
    const started = performance.now();
    const answer = (await running.invoke(event, time)) as { readonly statusCode?: number; readonly woken?: number };
    const ms = performance.now() - started;
    if ((answer.statusCode ?? 200) !== 200) throw new Error(`The function answered ${answer.statusCode}`);
    return { ms, units: meter.read().units, woken: answer.woken ?? 0 };
  };
  const stop = async () => {
    await running.stop();
    meter.stop();
  };
  return { measure, stop };
};

function* batches(items: Iterable<Item>): Generator<readonly Item[]> {
  let batch: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    batch.push(item);
    bytes += JSON.stringify(item).length;
    if (batch.length < 25 && bytes < 4_000_000) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const caseState = (more: Item = {}) => ({
  status: "open",
  subject: "5b".repeat(16),
  turnsEighteenOn: day(1000),
  turnsFifteenOn: day(-10),
  concernId: randomUUID(),
  areaCode: "101-3-MJO",
  grounds: [],
  kle: "27.24.00",
  assignedTo: consultant.sub,
  openedAt: `${day(-20)}T08:00:00.000Z`,
  movedOn: day(-20),
  reviewOn: day(70),
  holders: [],
  invitations: 0,
  ...{ visits: [], followUps: [], referrals: [], holds: [], notifications: [] },
  ...more,
});
const caseItem = (id: string, state: Item, more: Item = {}) => ({
  ...{ pk: `CASE#${id}`, sk: "STATE", version: 1, ownerAuthority: "municipality", regime: "gdpr" },
  ...{ reviewOn: day(70), eraseOn: day(1200), state, ...more },
});
const isDue = (shard: number) => ({ due: `${day(-1)}T00:00:00.000Z`, dueShard: `DUE#${shard % 4}` });

function* casesOf(bytes: number): Generator<Item> {
  const { status, areaCode, openedAt } = caseState();
  for (let nth = 0; nth < pageOfCases; nth += 1) {
    const shows = { status, areaCode, openedAt, nextDueOn: day(nth), nextDue: "invite" };
    const listed = { worklist: `CASES#${consultant.sub}`, sortKey: day(nth), shows };
    yield caseItem(randomUUID(), caseState({ ballast: "x".repeat(bytes) }), listed);
  }
}

function* dueCases(count: number): Generator<Item> {
  // Nobody has reviewed them: the clock closes them
  for (let nth = 0; nth < count; nth += 1) yield caseItem(randomUUID(), caseState({ reviewOn: day(-40) }), isDue(nth));
}

function* endedCase(events: number): Generator<Item> {
  const id = randomUUID();
  const ended = { status: "closed", closedOn: day(-400), closeReason: "agreed" };
  yield caseItem(id, caseState(ended), isDue(0));
  for (let nth = 0; nth < events; nth += 1)
    yield { pk: `CASE#${id}`, sk: `EVENT#${String(nth).padStart(8, "0")}#0`, event: { type: "follow-up-done" } };
}

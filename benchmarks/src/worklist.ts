import { randomUUID } from "node:crypto";
import { marshall } from "@aws-sdk/util-dynamodb";
import { budgets } from "./budgets.ts";
import { deployed } from "./machinery/build.ts";
import { type Engine, startEngine } from "./machinery/engine.ts";
import { environmentOf } from "./machinery/environment.ts";
import { type RunningFunction, runFunction } from "./machinery/functions.ts";
import { type Asked, gatewayEvent } from "./machinery/gateway.ts";
import { type Meter, startMeter } from "./machinery/meter.ts";
import { concern, consultant, officer } from "./machinery/people.ts";
import { startStandIns } from "./machinery/stand-ins.ts";
import { createTables } from "./machinery/tables.ts";
import { type Line, measured, promised } from "./report.ts";
import { median, medianRatio } from "./stats.ts";

const crowds = { quiet: 100, crowded: 100_000 } as const;
const own = 20;
const rounds = 41;

type Place = { readonly api: RunningFunction; readonly meter: Meter; readonly concernId: string };
type Figures = { readonly ms: number; readonly units: number };

/** Asks for the same list and the same record in a table with few and in one with many cases of others. */
export const crowdedTable = async (): Promise<readonly Line[]> => {
  const engine = await startEngine();
  const standIns = await startStandIns();
  const quiet = await furnish(engine, standIns.endpoint, "quiet", crowds.quiet);
  const crowded = await furnish(engine, standIns.endpoint, "crowded", crowds.crowded);
  const lines: Line[] = [];
  for (const [what, asked] of Object.entries(questions)) {
    const figures = { quiet: [] as Figures[], crowded: [] as Figures[] };
    for (let round = -5; round < rounds; round += 1) {
      const [few, many] = [await ask(quiet, asked(quiet)), await ask(crowded, asked(crowded))];
      if (round < 0) continue;
      figures.quiet.push(few);
      figures.crowded.push(many);
    }
    const times = (of: readonly Figures[]) => of.map(({ ms }) => ms);
    const units = (of: readonly Figures[]) => of.map((figure) => figure.units);
    lines.push(
      measured(`${what}, few`, median(times(figures.quiet)), "ms"),
      measured(`${what}, few`, median(units(figures.quiet)), "units"),
      promised(
        `${what}, time with many ÷ few`,
        medianRatio(times(figures.crowded), times(figures.quiet)),
        budgets.crowdedOverEmpty,
      ),
      promised(
        `${what}, capacity with many ÷ few`,
        medianRatio(units(figures.crowded), units(figures.quiet)),
        budgets.crowdedOverEmpty,
      ),
    );
  }
  for (const { api, meter } of [quiet, crowded]) {
    await api.stop();
    meter.stop();
  }
  standIns.stop();
  await engine.stop();
  return lines;
};

const questions: Readonly<Record<string, (place: Place) => Asked>> = {
  "worklist of concerns": () => ({ route: "GET /visits/concerns", by: consultant, query: { status: "received" } }),
  "one concern": ({ concernId }) => ({
    route: "GET /visits/concerns/{concernId}",
    by: consultant,
    params: { concernId },
    headers: { "access-reason": "screening" },
  }),
};

const ask = async ({ api, meter }: Place, asked: Asked): Promise<Figures> => {
  meter.read();
  const started = performance.now();
  const { statusCode } = (await api.invoke(gatewayEvent(asked))) as { statusCode: number };
  const ms = performance.now() - started;
  if (statusCode !== 200) throw new Error(`${asked.route} was answered ${statusCode}`);
  return { ms, units: meter.read().units };
};

/** A table with concerns of the consultant's own list and with cases that others work on. */
const furnish = async (engine: Engine, others: string, name: string, foreign: number): Promise<Place> => {
  const tables = await createTables(engine.call, name);
  const meter = await startMeter(engine.endpoint, tables.accessLog);
  const api = runFunction(await deployed("visits", "api"), environmentOf(tables, { dynamodb: meter.endpoint, others }));
  const registration = { route: "POST /visits/concerns", by: officer, body: concern() };
  let concernId = "";
  for (let at = 0; at < own; at += 1) {
    const { body } = (await api.invoke(gatewayEvent(registration))) as { body: string };
    concernId = (JSON.parse(body) as { concernId: string }).concernId;
  }
  for (let written = 0; written < foreign; written += 25) {
    const puts = Array.from({ length: 25 }, () => ({ PutRequest: { Item: marshall(foreignCase()) } }));
    await engine.call("BatchWriteItem", { RequestItems: { [tables.table]: puts } });
  }
  return { api, meter, concernId };
};

const someone = Array.from({ length: 40 }, () => randomUUID());

const foreignCase = () => {
  const assignedTo = someone[Math.floor(Math.random() * someone.length)];
  const reviewOn = new Date(Date.now() + Math.random() * 8e9).toISOString().slice(0, 10);
  return {
    pk: `CASE#${randomUUID()}`,
    sk: "STATE",
    worklist: `CASES#${assignedTo}`,
    sortKey: reviewOn,
    shows: { status: "open", areaCode: "101-3-MJO", nextDueOn: reviewOn },
    version: 3,
    ownerAuthority: "municipality",
    regime: "gdpr",
    reviewOn,
    eraseOn: reviewOn,
    state: { status: "open", assignedTo, areaCode: "101-3-MJO", subject: randomUUID(), reviewOn },
  };
};

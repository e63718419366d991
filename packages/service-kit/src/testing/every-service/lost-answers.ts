import { randomUUID } from "node:crypto";
import { type Operation, type Role, writes } from "@trygt/contracts";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { afterAll, expect, it } from "vitest";
import { dynamoStore } from "../../dynamodb/store.ts";
import type { Staff } from "../../records/actor.ts";
import type { Store } from "../../records/store.ts";
import { somebody } from "../cast.ts";
import { startEngine } from "../engine.ts";
import type { Answered } from "../requests.ts";
import { callerOf } from "./roles.ts";
import type { ContractOf, ProperRequest, Tested } from "./tested.ts";

/** A service on a real engine whose answers get lost on the way. */
export type Unreliable<Service> = {
  readonly service: Service;
  /** Loses what the engine answers to the nth request from now on: so many tries of it. 0 loses nothing and only counts. */
  readonly lose: (nth: number, tries: number) => void;
  /** How many requests were made since then. */
  readonly requests: () => number;
  /** What stands in the tables, without what differs from run to run. */
  readonly rows: () => Promise<{ readonly records: readonly string[]; readonly log: readonly string[] }>;
};

const maxAttempts = 3;

/** Starts an engine for the tests of a file, and gives services on it, each on empty tables, whose answers may be lost. */
export const losingAnswers = async <Service>(
  on: (store: Store) => Service,
): Promise<() => Promise<Unreliable<Service>>> => {
  const engine = await startEngine();
  afterAll(() => engine.stop());
  return async () => {
    const tables = await engine.tables();
    let seen = 0;
    let begun = 0;
    let lost = { nth: 0, tries: 0 };
    const client = engine.client({
      maxAttempts,
      answered: ({ number, attempt }) => {
        seen = Math.max(seen, number);
        if (number - begun !== lost.nth || attempt > lost.tries) return;
        throw Object.assign(new Error("The answer was lost"), { name: "TimeoutError" });
      },
    });
    const service = on(dynamoStore({ client, ...tables }));
    return {
      service,
      lose: (nth, tries) => {
        begun = seen;
        lost = { nth, tries };
      },
      requests: () => seen - begun,
      rows: async () => ({
        records: (await engine.rows(tables.table)).map(withoutChance).sort(),
        log: (await engine.rows(tables.accessLog)).map(withoutChance).sort(),
      }),
    };
  };
};

// Identifiers, those of the gateway among them, and what follows from them: shards and keyed hashes
const chance = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}_[0-9a-f]{2}=|[0-9a-f]{32,64}/g;
const withoutChance = (value: unknown): string =>
  JSON.stringify(value, inOneOrder)
    .replaceAll(chance, "*")
    .replaceAll(/"DUE#\d+"/g, '"DUE"')
    .replaceAll(/("LOG#[\d-]+)#[0-9a-f]"/g, '$1"');

const inOneOrder = (_key: string, value: unknown): unknown => {
  if (value instanceof Set) return [...value].sort();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
};

type LostAnswerTests<Verb extends string, Service extends Tested<Verb>> = {
  readonly contract: ContractOf<Verb>;
  readonly unreliable: () => Promise<Unreliable<Service>>;
  readonly proper: Readonly<Record<Verb, ProperRequest<Service>>>;
  /** Who calls in a role; somebody whom no story knows unless said. */
  readonly caller?: (role: Role) => Staff;
};

/** Tests every operation with each of the table's answers lost once, when the SDK asks again, and lost for good, when the caller comes again: nothing is lost, nothing is doubled, and the answer is the same. */
export const testLostAnswers = <Verb extends string, Service extends Tested<Verb>>({
  contract,
  unreliable,
  proper,
  caller = somebody,
}: LostAnswerTests<Verb, Service>): void => {
  for (const verb of Object.keys(contract.operations) as Verb[]) {
    const operation: Operation = contract.operations[verb];
    const told = async (nth: number, tries: number) => {
      const { service, lose, requests, rows } = await unreliable();
      const me = callerOf(operation, caller);
      const sent = await proper[verb](service, me);
      const version = await service.versionFor(verb, sent);
      const headers = writes(operation) ? { "idempotency-key": randomUUID() } : {};
      const call = () => service.call(me, verb, { ...sent, ...version, headers });
      lose(nth, tries);
      const first = await call();
      const count = requests();
      const answer = first.status === 503 ? await call() : first;
      return { first: first.status, answer: withoutChance(shown(answer)), count, ...(await rows()) };
    };
    it(`${verb} is done once, whichever answer of the table is lost`, async () => {
      const { count, first, ...whole } = await told(0, 0);
      expect(first).toBe(operation.status ?? 200);
      for (let nth = 1; nth <= count; nth += 1) {
        const { count: _, first: status, ...again } = await told(nth, 1);
        expect({ nth, status, ...again }).toEqual({ nth, status: first, ...whole });
        const { answer, records, log } = await told(nth, maxAttempts);
        expect({ nth, answer, records }).toEqual({ nth, answer: whole.answer, records: whole.records });
        expect(acts(log)).toEqual(acts(whole.log));
      }
    });
  }
};

// Whoever asks again has read, or been handed something, twice
const acts = (log: readonly string[]) =>
  log.filter((entry, at) => !/"act":"(?:consultation|disclosure)"/.test(entry) || log.indexOf(entry) === at);

const shown = ({ status, slug, body, text }: Answered) => ({ status, slug, body: slug === undefined ? body : text });

import { randomUUID } from "node:crypto";
import { type Operation, type Role, writes } from "@trygt/contracts";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { afterAll, expect, it } from "vitest";
import type { Desk } from "../../desk/desk.ts";
import { dynamoStore } from "../../dynamodb/store.ts";
import type { Staff } from "../../records/actor.ts";
import type { Store } from "../../records/store.ts";
import { somebody } from "../cast.ts";
import { startEngine } from "../engine.ts";
import type { Answered } from "../requests.ts";
import { callerOf } from "./roles.ts";
import type { ContractOf, ProperRequest, Tested } from "./tested.ts";

/** Those who answer a service, each over a connection of its own. */
const answering = ["table", "desk"] as const;
type Answering = (typeof answering)[number];

/** An answer that is lost: the nth that somebody gives, so many tries of it. The 0th is nobody's. */
export type Lost = { readonly of: Answering; readonly nth: number; readonly tries: number };
const nothing: Lost = { of: "table", nth: 0, tries: 0 };

/** A service on a real engine whose answers get lost on the way, and those of the disclosure desk as well. */
export type Unreliable<Service> = {
  readonly service: Service;
  /** Loses an answer from now on, or nothing. */
  readonly lose: (lost?: Lost) => void;
  /** How many requests were made to each since then. */
  readonly requests: () => Readonly<Record<Answering, number>>;
  /** What stands in the tables, without what differs from run to run. */
  readonly rows: () => Promise<{ readonly records: readonly string[]; readonly log: readonly string[] }>;
};

/** How often the SDK asks by itself. */
export const maxAttempts = 3;

/** Starts an engine for the tests of a file, and gives services on it, each on empty tables, whose answers may be lost; a service that asks the desk asks it through `reached`. */
export const losingAnswers = async <Service>(
  on: (store: Store, reached: (desk: Desk) => Desk) => Service,
): Promise<() => Promise<Unreliable<Service>>> => {
  const engine = await startEngine();
  afterAll(() => engine.stop());
  return async () => {
    const tables = await engine.tables();
    const seen = { table: 0, desk: 0 };
    let begun = { ...seen };
    let lost = nothing;
    const answered = (of: Answering, number: number, attempt: number): void => {
      seen[of] = Math.max(seen[of], number);
      if (of !== lost.of || number - begun[of] !== lost.nth || attempt > lost.tries) return;
      throw Object.assign(new Error("The answer was lost"), { name: "TimeoutError" });
    };
    const client = engine.client({
      maxAttempts,
      answered: ({ number, attempt }) => answered("table", number, attempt),
    });
    const reached =
      (desk: Desk): Desk =>
      async (...said) => {
        const number = seen.desk + 1;
        for (let attempt = 1; ; attempt += 1) {
          const reply = await desk(...said);
          try {
            answered("desk", number, attempt);
            return reply;
          } catch (error) {
            if (attempt === maxAttempts) throw error;
          }
        }
      };
    const service = on(dynamoStore({ client, ...tables }), reached);
    return {
      service,
      lose: (one = nothing) => {
        begun = { ...seen };
        lost = one;
      },
      requests: () => ({ table: seen.table - begun.table, desk: seen.desk - begun.desk }),
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

/** Tests every operation with each answer of the table and of the desk lost once, when the SDK asks again, and lost for good, when the caller comes again: nothing is lost, nothing is doubled, and the answer is the same. */
export const testLostAnswers = <Verb extends string, Service extends Tested<Verb>>({
  contract,
  unreliable,
  proper,
  caller = somebody,
}: LostAnswerTests<Verb, Service>): void => {
  for (const verb of Object.keys(contract.operations) as Verb[]) {
    const operation: Operation = contract.operations[verb];
    const told = async (lost?: Lost) => {
      const { service, lose, requests, rows } = await unreliable();
      const me = callerOf(operation, caller);
      const sent = await proper[verb](service, me);
      const version = await service.versionFor(verb, sent);
      const headers = writes(operation) ? { "idempotency-key": randomUUID() } : {};
      const call = () => service.call(me, verb, { ...sent, ...version, headers });
      lose(lost);
      const first = await call();
      const count = requests();
      const answer = first.status === 503 ? await call() : first;
      return { first: first.status, answer: withoutChance(shown(answer)), count, ...(await rows()) };
    };
    it(`${verb} is done once, whichever answer of the table or the desk is lost`, async () => {
      const { count, ...whole } = await told();
      expect(whole.first).toBe(operation.status ?? 200);
      for (const lost of answering.flatMap((of) => eachOf(of, count[of]))) {
        const { first, answer, records, log } = await told(lost);
        expect({ lost, answer, records }).toEqual({ lost, answer: whole.answer, records: whole.records });
        expect({ lost, log: acts(log) }).toEqual({ lost, log: acts(whole.log) });
        if (lost.tries < maxAttempts) expect({ lost, first }).toEqual({ lost, first: whole.first });
        // Asked again by the SDK, the table has done no more; the desk says again what it hands over, and notes it
        if (lost.of === "table" && lost.tries < maxAttempts) expect({ lost, log }).toEqual({ lost, log: whole.log });
      }
    });
  }
};

/** Each answer of somebody lost once and lost for good. */
export const eachOf = (of: Answering, count: number): readonly Lost[] =>
  Array.from({ length: count }, (_, at) => at + 1).flatMap((nth) => [
    { of, nth, tries: 1 },
    { of, nth, tries: maxAttempts },
  ]);

/** A log without what stands there twice because whoever asked again has read, or been handed something, twice. */
export const acts = (log: readonly string[]) =>
  log.filter((entry, at) => !/"act":"(?:consultation|disclosure)"/.test(entry) || log.indexOf(entry) === at);

const shown = ({ status, slug, body, text }: Answered) => ({ status, slug, body: slug === undefined ? body : text });

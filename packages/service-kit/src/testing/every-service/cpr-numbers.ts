import { randomUUID } from "node:crypto";
import { holdsCpr, type Operation, writes } from "@trygt/contracts";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { expect, it } from "vitest";
import { somebody } from "../cast.ts";
import type { Sent } from "../requests.ts";
import { callerOf } from "./roles.ts";
import type { OperationTests, TestedInMemory } from "./tested.ts";

/** A number that is nobody's, as somebody might slip it in: 60 added to the day, and a comma where a hyphen belongs. */
const number = "720410,4311";
const digits = /720410\D{0,3}4311/;

/** Tests that a CPR number, put into any text of any request, its query or a header, is refused or ends in the vault: it stands in no state, event, key, kept reply or line of the log (C2). */
export const testCprNumbers = <Verb extends string, Service extends TestedInMemory<Verb>>({
  contract,
  open,
  proper,
  caller = somebody,
}: OperationTests<Verb, Service>): void => {
  for (const verb of Object.keys(contract.operations) as Verb[]) {
    const operation: Operation = contract.operations[verb];
    const outside = async (place: (sent: Sent) => Sent) => {
      const service = open();
      const me = callerOf(operation, caller);
      const sent = await proper[verb](service, me);
      const version = await service.versionFor(verb, sent);
      const before = [service.commits.length, service.store.log.length];
      await service.call(me, verb, place({ ...sent, ...version }));
      const commits = service.commits.slice(before[0]).map(({ vault: _, ...rest }) => rest);
      return JSON.stringify([commits, service.store.log.slice(before[1]), service.bus()]);
    };
    it(`${verb} takes a CPR number into the vault or not at all, wherever it stands`, async () => {
      const service = open();
      const usual = await proper[verb](service, callerOf(operation, caller));
      for (const path of textsIn(usual.body))
        expect(await outside((sent) => ({ ...sent, body: withNumber(sent.body, path) })), path.join("/")).not.toMatch(
          digits,
        );
      for (const [name, value] of Object.entries(usual.query ?? {})) {
        const query = { ...usual.query, [name]: `${value}-${number.replace(",", "-")}` };
        expect(await outside((sent) => ({ ...sent, query })), name).not.toMatch(digits);
      }
      const headers = {
        "access-reason": "case-work",
        "access-note": encodeURIComponent(`Se ${number}`),
        ...(writes(operation) ? { "idempotency-key": randomUUID() } : {}),
      };
      expect(await outside((sent) => ({ ...sent, headers }))).not.toMatch(digits);
      if (!writes(operation)) return;
      const key = { "idempotency-key": `journal_${number.replace(",", "-")}` };
      expect(await outside((sent) => ({ ...sent, headers: key }))).not.toMatch(digits);
    });
  }
};

type Path = readonly (string | number)[];

/** Where in a body a text stands; a CPR number that belongs there is none of them. */
const textsIn = (value: unknown, at: Path = []): readonly Path[] => {
  if (typeof value === "string") return holdsCpr(value) ? [] : [at];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    textsIn(inner, [...at, Array.isArray(value) ? Number(key) : key]),
  );
};

const withNumber = (value: unknown, [step, ...rest]: Path): unknown => {
  if (step === undefined) return `${String(value)} ${number}`;
  if (Array.isArray(value)) return value.map((one, n) => (n === step ? withNumber(one, rest) : one));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [step]: withNumber(object[step], rest) };
};

import { type Operation, Role } from "@trygt/contracts";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { describe, expect, it } from "vitest";
import type { AnyRecords } from "../../functions/definitions.ts";
import type { Staff } from "../../records/actor.ts";
import { somebody } from "../cast.ts";
import type { Sent } from "../requests.ts";
import type { OperationTests, TestedInMemory } from "./tested.ts";

type RoleTests<Verb extends string, Service extends TestedInMemory<Verb>> = OperationTests<Verb, Service> & {
  readonly records: AnyRecords;
  /** The kind of record that each path parameter names: of a part, its whole. */
  readonly kinds: Readonly<Record<string, string>>;
};

/** Somebody who may call an operation, in the first of its roles. Throws when nobody may. */
export const callerOf = ({ name, roles: [role] }: Operation, caller: (role: Role) => Staff = somebody): Staff => {
  if (role === undefined) throw new Error(`Nobody may call ${name}`);
  return caller(role);
};

/** What the access log calls the record that a request is about: the one that its path names first, and of a part the whole. */
export const recordIn = (kinds: Readonly<Record<string, string>>, { params = {} }: Sent): string | undefined => {
  const [[parameter, id = ""] = []] = Object.entries(params);
  return parameter && `${kinds[parameter]}#${id.split(".")[0]}`;
};

/** Tests every operation in every role: it is carried out and logged, or there is nothing there and the denial names the record. */
export const testRoles = <Verb extends string, Service extends TestedInMemory<Verb>>({
  contract,
  records,
  open,
  proper,
  kinds,
  caller = somebody,
}: RoleTests<Verb, Service>): void => {
  const operations = Object.entries(contract.operations) as [Verb, Operation][];

  describe("every operation, for every role", () => {
    for (const [verb, operation] of operations)
      for (const role of Role.options) {
        const may = operation.roles.includes(role);
        it(`${verb} ${may ? "is open to" : "does not exist for"} ${role}`, async () => {
          const service = open();
          const me = caller(role);
          // The same identifier in another role: it is the role that opens nothing
          const sent = await proper[verb](service, may ? me : callerOf(operation, caller));
          const [commits, entries] = [service.commits.length, service.store.log.length];
          const answer = await service.change(me, verb, sent);
          if (may) {
            expect([answer.status, answer.slug]).toEqual([operation.status ?? 200, undefined]);
            expect(service.store.log.at(-1)).toMatchObject({ operation: operation.name, actor: { role, id: me.id } });
            return;
          }
          expect([answer.status, answer.slug]).toEqual([404, "not-found"]);
          expect(service.commits).toHaveLength(commits);
          expect(service.store.log.slice(entries)).toMatchObject([{ act: "denial", actor: { role } }]);
          expect(service.store.log.at(-1)?.about).toBe(recordIn(kinds, sent));
        });
      }
  });

  const first = new Set(operations.flatMap(([, { path }]) => /\{(\w+)\}/.exec(path)?.[1] ?? []));
  for (const parameter of first)
    it(`${parameter}, the first parameter of a path, names the records of one type, and of no other`, () => {
      const types = Object.values(records.types as Record<string, { kind: string; pathParameters: readonly string[] }>);
      const named = types.filter(({ pathParameters }) => pathParameters.includes(parameter));
      expect(named.map(({ kind }) => kind)).toEqual([kinds[parameter]]);
    });
};

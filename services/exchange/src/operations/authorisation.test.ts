import { type Operation, Role } from "@trygt/contracts";
import { exchange } from "@trygt/contracts/exchange";
import { quiet, somebody } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { proper, someoneFor } from "../testing/proper-requests.ts";
import { exchangeService, type Verb } from "../testing/service.ts";

quiet();

const verbs = Object.keys(exchange.operations) as Verb[];

describe("every operation, for every role", () => {
  for (const verb of verbs)
    for (const role of Role.options) {
      const operation: Operation = exchange.operations[verb];
      const may = operation.roles.includes(role);
      it(`${verb} ${may ? "is open to" : "does not exist for"} ${role}`, async () => {
        const service = exchangeService();
        const me = somebody(role);
        // The same identifier in another role: it is the role that opens nothing
        const sent = await proper[verb](service, may ? me : someoneFor(verb));
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
      });
    }
});

import { type Operation, Role } from "@trygt/contracts";
import { exchange } from "@trygt/contracts/exchange";
import { quiet, type Sent, somebody } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { records } from "../records/index.ts";
import { proper, someoneFor } from "../testing/proper-requests.ts";
import { exchangeService, type Verb } from "../testing/service.ts";

quiet();

const verbs = Object.keys(exchange.operations) as Verb[];

/** The kind of record that a path parameter names: a statement is a part of its case, and a ticket in a path is an offer of the own inbox. */
const kinds: Readonly<Record<string, string>> = {
  caseId: "CASE",
  statementId: "CASE",
  requestId: "REQUEST",
  disclosureId: "DISCLOSURE",
  ticketId: "OFFER",
  gatheringId: "GATHERING",
  zoneId: "ZONE",
};
/** What the access log calls the record that a request is about. */
const refIn = ({ params = {} }: Sent): string | undefined => {
  const [[parameter, id = ""] = []] = Object.entries(params);
  return parameter && `${kinds[parameter]}#${id.split(".")[0]}`;
};

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
        expect(service.store.log.at(-1)?.about).toBe(refIn(sent));
      });
    }
});

describe("the first parameter of a path", () => {
  const first = (verb: Verb): string | undefined => /\{(\w+)\}/.exec(exchange.operations[verb].path)?.[1];
  const parameters = [...new Set(verbs.flatMap((verb) => first(verb) ?? []))];

  it.each(parameters)("%s names the records of one type, and of no other", (parameter) => {
    const types = Object.values(records.types).filter(({ pathParameters }) => pathParameters.includes(parameter));
    expect(types.map(({ kind }) => kind)).toEqual([kinds[parameter]]);
  });
});

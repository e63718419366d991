import type { LivePorts, Ports } from "../ports/port.ts";
import { accessRecorder } from "../records/access-recorder.ts";
import { repository } from "../records/repository.ts";
import type { Dependencies, Reads, RecordsDefinition, RecordTypes } from "./definitions.ts";
import type { Runtime } from "./runtime.ts";

/** Binds the record types of a service to a runtime: a repository for each, the readers, and the ports beside them. */
export const dependenciesOn = <Policy, Types extends RecordTypes, P extends Ports, R extends Reads>(
  { types }: RecordsDefinition<Policy, Types>,
  runtime: Runtime<Policy>,
  ports: LivePorts<P>,
): Dependencies<RecordsDefinition<Policy, Types>, R, P> => {
  const { policy, now, newId, store } = runtime;
  const { list, vault, counters } = store;
  const repositories = Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, repository(type, runtime)]),
  );
  return { policy, now, newId, ...accessRecorder(runtime), list, vault, counters, ...ports, ...repositories } as never;
};

/** The kinds of record by the path parameters that name them. */
export const kindsByParameter = (types: RecordTypes): ReadonlyMap<string, string> =>
  new Map(
    Object.values(types).flatMap(({ kind, pathParameters }) => pathParameters.map((parameter) => [parameter, kind])),
  );

import type { CommandOptions } from "../records/command.ts";
import type { Repository } from "../records/repository.ts";
import type { Remaining } from "../time-limits/in-time.ts";
import { createClock, type Wake, type Woken } from "./clock.ts";
import type { ClockDefinition, Dependencies, Reads, RecordsDefinition, RecordTypes } from "./definitions.ts";
import { dependenciesOn } from "./dependencies.ts";
import { type Environment, processEnvironment } from "./environment.ts";
import { type Runtime, runtimeFrom } from "./runtime.ts";

type Definition<Policy, Types extends RecordTypes, R extends Reads> = ClockDefinition<
  RecordsDefinition<Policy, Types>,
  R
>;

/** What time sends to a record that has fallen due: `time-passed`, with the options that its type has. Throws for a kind that the service does not keep. */
export const wakeOn = <Policy, Types extends RecordTypes, R extends Reads>(
  { records, options }: Definition<Policy, Types, R>,
  runtime: Runtime<Policy>,
): Wake => {
  const deps = dependenciesOn(records, runtime, {}) as Dependencies<RecordsDefinition<Policy, Types>, R>;
  const special = (options?.(deps) ?? {}) as Readonly<Record<string, (id: string) => CommandOptions<unknown>>>;
  const names = new Map(Object.entries(records.types).map(([name, { kind }]) => [kind, name]));
  const repositories = deps as unknown as Readonly<Record<string, Repository<unknown, unknown>>>;
  return (kind, id, context) => {
    const name = names.get(kind) ?? "";
    const repository = repositories[name];
    if (repository === undefined) throw new Error(`No record type of ${records.service} has the kind ${kind}`);
    return repository.execute(id, { type: "time-passed" }, context, special[name]?.(id));
  };
};

/** The clock function of a service on the stage's environment. Throws at its start when the environment is not complete. */
export const clockFunction = <Policy, Types extends RecordTypes, R extends Reads>(
  definition: Definition<Policy, Types, R>,
  environment: Environment = processEnvironment,
) => {
  const runtime = runtimeFrom(environment, definition.records);
  const clock = createClock(wakeOn(definition, runtime), runtime);
  return async (_tick: unknown, context: Remaining): Promise<Woken> => clock(context);
};

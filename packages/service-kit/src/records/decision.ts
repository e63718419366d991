import type { Problem } from "@trygt/contracts";

/** What a rule says to a command: the events that now hold, or every reason why not. */
export type Decision<Event, Refusal extends Problem> =
  | { readonly accepted: true; readonly events: readonly Event[] }
  | { readonly accepted: false; readonly reasons: readonly [Refusal, ...Refusal[]] };

/** The command holds, with these events; none means that nothing changes. */
export const accept = <Event>(...events: readonly Event[]): Decision<Event, never> => ({ accepted: true, events });

/** The command is refused, for all of these reasons. */
export const refuse = <Refusal extends Problem>(
  ...reasons: readonly [Refusal, ...Refusal[]]
): Decision<never, Refusal> => ({ accepted: false, reasons });

/** Refuses for every reason whose condition holds; undefined when none does, so that rules read as a list. */
export const refuseIf = <Refusal extends Problem>(
  conditions: Partial<Record<Refusal, boolean>>,
): Decision<never, Refusal> | undefined => {
  const [first, ...rest] = (Object.keys(conditions) as Refusal[]).filter((reason) => conditions[reason]);
  return first === undefined ? undefined : refuse(first, ...rest);
};

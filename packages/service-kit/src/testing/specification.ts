import type { Problem } from "@trygt/contracts";
import type { Actor } from "../records/actor.ts";
import type { Decision } from "../records/decision.ts";
import type { Circumstances, RecordType } from "../records/record-type.ts";
import { type Existing, exists, none } from "../records/state.ts";

/** A command in its circumstances: by itself, or with the time and the actor that differ from the specification's. */
export type Step<Command> = Command | { readonly command: Command; readonly at?: string; readonly actor?: Actor };

/** A command at another time, or by somebody else, than the specification says. */
export const step = <Command>(command: Command, differs: { readonly at?: string; readonly actor?: Actor }) => ({
  command,
  ...differs,
});

/** Starts specifications of a record type's rules: given what has happened, when a command comes, then these events or these refusals. */
export const specification = <
  State extends { readonly status: string },
  Command,
  Event extends { readonly type: string },
  Refusal extends Problem,
  Policy,
>(
  type: Pick<RecordType<State, Command, Event, Refusal, Policy>, "decide" | "evolve">,
  usual: Circumstances<Policy>,
) => {
  const decide = (state: State, given: Step<Command>): Decision<Event, Refusal> => {
    const { command, ...differs } = asStep(given);
    return type.decide(state, command, { ...usual, ...differs } as Circumstances<Policy>);
  };

  /** The state after commands that all hold. Throws when one is refused: then the test is about something else than it says. */
  const stateAfter = (...steps: readonly Step<Command>[]): State =>
    steps.reduce<State>(
      (state, given) => {
        const decision = decide(state, given);
        if (!decision.accepted) throw new Error(`The story stops: ${decision.reasons.join(", ")}`);
        return decision.events.reduce((before, event) => type.evolve(before, event), state);
      },
      none as unknown as State,
    );

  return {
    decide,
    stateAfter,
    /** The same of a record that is there. Throws when nothing is left of it. */
    existingAfter: (...steps: readonly Step<Command>[]): Existing<State> => {
      const state = stateAfter(...steps);
      if (!exists(state)) throw new Error("Nothing is left of the record");
      return state;
    },
    /** Given these commands, when another comes: its events, or the reasons for which it is refused. */
    given: (...steps: readonly Step<Command>[]) => ({
      when: (given: Step<Command>): readonly Event[] | { readonly refused: readonly Refusal[] } => {
        const decision = decide(stateAfter(...steps), given);
        return decision.accepted ? decision.events : { refused: decision.reasons };
      },
    }),
  };
};

const asStep = <Command>(given: Step<Command>): { readonly command: Command } =>
  typeof given === "object" && given !== null && "command" in given ? given : { command: given as Command };

/**
 * Counts what happens, so that `settle` can tell whether anything happened while it looked. `effects` are what lasts (stream
 * records, events, messages); `steps` also count invocations, which may have no effect.
 */
export type Activity = {
  readonly steps: () => number;
  readonly effects: () => number;
  readonly step: () => void;
  readonly effect: (count?: number) => void;
};

/** An activity count that starts at nothing. */
export const createActivity = (): Activity => {
  let steps = 0;
  let effects = 0;
  return {
    steps: () => steps,
    effects: () => effects,
    step: () => {
      steps += 1;
    },
    effect: (count = 1) => {
      steps += count;
      effects += count;
    },
  };
};

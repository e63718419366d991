/**
 * Counts what happens, so that waiting for quiet can tell whether anything moved meanwhile. `effects` are traces that last (stream
 * records, events, messages); `steps` also count invocations, which may leave none.
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

/** A sleep that can be cut short. */
export type Pause = { readonly sleep: (ms: number) => Promise<void>; readonly wake: () => void };

/** A sleeper. A wake that comes while nobody sleeps is kept for the next sleep. */
export const createPause = (): Pause => {
  let woken = false;
  let rouse: (() => void) | undefined;
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          rouse = undefined;
          woken = false;
          resolve();
        };
        const timer = setTimeout(end, woken ? 0 : ms);
        rouse = end;
      }),
    wake: () => {
      woken = true;
      rouse?.();
    },
  };
};

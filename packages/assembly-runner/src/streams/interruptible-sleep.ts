/** A sleep that can be cut short. */
export type InterruptibleSleep = { readonly sleep: (ms: number) => Promise<void>; readonly wake: () => void };

/** Makes such a sleep. A wake that comes while nobody sleeps ends the next sleep at once. */
export const createInterruptibleSleep = (): InterruptibleSleep => {
  let isWoken = false;
  let wakeSleeper: (() => void) | undefined;
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          wakeSleeper = undefined;
          isWoken = false;
          resolve();
        };
        const timer = setTimeout(end, isWoken ? 0 : ms);
        wakeSleeper = end;
      }),
    wake: () => {
      isWoken = true;
      wakeSleeper?.();
    },
  };
};

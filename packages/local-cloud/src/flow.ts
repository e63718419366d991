/** One thing that happened, as the page shows it: ids, codes and times, never personal data. */
export type FlowEntry = {
  readonly number: number;
  readonly at: string;
  readonly kind:
    | "request"
    | "invocation"
    | "event"
    | "message"
    | "stream"
    | "failure"
    | "dead letter"
    | "schedule"
    | "clock"
    | "letter";
  readonly title: string;
  readonly detail: string;
};

/** The live flow: the last entries, and whoever wants to hear of new ones. */
export type Flow = {
  readonly add: (kind: FlowEntry["kind"], title: string, detail?: string) => void;
  readonly recent: () => readonly FlowEntry[];
  /** Hears of every new entry until the answered function is called. */
  readonly follow: (listener: (entry: FlowEntry) => void) => () => void;
};

const kept = 300;

/** A flow that notes the time by the given clock text. */
export const createFlow = (now: () => string): Flow => {
  const entries: FlowEntry[] = [];
  const listeners = new Set<(entry: FlowEntry) => void>();
  let number = 0;
  return {
    add: (kind, title, detail = "") => {
      number += 1;
      const entry: FlowEntry = { number, at: now(), kind, title, detail };
      entries.push(entry);
      if (entries.length > kept) entries.shift();
      for (const listener of listeners) listener(entry);
    },
    recent: () => entries,
    follow: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

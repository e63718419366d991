/**
 * One thing that happened, for people to read: names, identifiers, codes and times, never the content of a request or an event. The
 * runner's kinds are `request`, `invocation`, `event`, `message`, `stream`, `failure`, `dead letter`, `schedule` and `clock`; a host
 * may add kinds of its own.
 */
export type TimelineEntry = {
  readonly number: number;
  readonly at: string;
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
};

/** What happens in a runner: the last entries, and new ones as they come. */
export type Timeline = {
  readonly add: (kind: string, title: string, detail?: string) => void;
  readonly recent: () => readonly TimelineEntry[];
  /** Calls back with every new entry until the answered function is called. */
  readonly follow: (listener: (entry: TimelineEntry) => void) => () => void;
};

const maxEntries = 300;

/** Makes an empty timeline. `now` answers the present time as text. */
export const createTimeline = (now: () => string): Timeline => {
  const entries: TimelineEntry[] = [];
  const listeners = new Set<(entry: TimelineEntry) => void>();
  let number = 0;
  return {
    add: (kind, title, detail = "") => {
      number += 1;
      const entry: TimelineEntry = { number, at: now(), kind, title, detail };
      entries.push(entry);
      if (entries.length > maxEntries) entries.shift();
      for (const listener of listeners) listener(entry);
    },
    recent: () => entries,
    follow: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

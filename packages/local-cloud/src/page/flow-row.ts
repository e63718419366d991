import type { TimelineEntry } from "@trygt/assembly-runner";
import { counted, resourceName } from "./words.ts";

/** A line of the live flow: one entry of the timeline, or several schedules that fell due one after the other. */
export type FlowRow = {
  readonly at: string;
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  /** The instant of the first entry. */
  readonly since: string;
  /** The names of the schedules, the oldest first; none in a line of anything else. */
  readonly schedules: readonly string[];
};

/** The line of one entry. */
export const flowRow = ({ at, kind, title, detail }: TimelineEntry): FlowRow =>
  kind === "schedule"
    ? { at, kind, title: resourceName(title), detail, since: at, schedules: [title] }
    : { at, kind, title, detail, since: at, schedules: [] };

const tally = (names: readonly string[]): string =>
  [...new Set(names)]
    .map((name) => `${resourceName(name)} × ${names.filter((other) => other === name).length}`)
    .join(", ");

/** One line for a line of schedules and the schedule that follows it; `undefined` when either is something else. */
export const foldedRow = (newest: FlowRow | undefined, entry: TimelineEntry): FlowRow | undefined => {
  if (newest?.kind !== "schedule" || entry.kind !== "schedule") return undefined;
  const schedules = [...newest.schedules, entry.title];
  return {
    ...newest,
    at: entry.at,
    title: counted(schedules.length, "schedule fell due", "schedules fell due"),
    detail: `${tally(schedules)}, since ${newest.since.slice(0, 10)} ${newest.since.slice(11, 19)}`,
    schedules,
  };
};

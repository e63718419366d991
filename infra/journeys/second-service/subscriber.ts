import { addDays, dateOf, instantOf } from "@trygt/contracts";
import { concernDecided } from "@trygt/contracts/visits";
import {
  type Absent,
  accept,
  type Dependencies,
  defineRecords,
  defineSubscriber,
  exists,
  type Port,
  postJson,
  type RecordType,
  reaction,
  subscriberFunction,
} from "@trygt/service-kit";

/** What the police inbox knows of a concern: the outcome of the latest version it has heard of, and how often it changed. */
type Note =
  | Absent
  | { readonly status: "noted"; readonly outcome: string; readonly version: number; readonly times: number };
type NoteOutcome = { readonly type: "note-outcome"; readonly outcome: string; readonly version: number };
type OutcomeNoted = { readonly type: "outcome-noted"; readonly outcome: string; readonly version: number };

const notes: RecordType<Note, NoteOutcome, OutcomeNoted, never> = {
  kind: "NOTE",
  pathParameters: [],
  limits: {},
  decide: (note, { outcome, version }) =>
    exists(note) && note.version >= version ? accept() : accept({ type: "outcome-noted", outcome, version }),
  evolve: (note, { outcome, version }) => ({
    status: "noted",
    outcome,
    version,
    times: exists(note) ? note.times + 1 : 1,
  }),
  visibleTo: () => true,
  announce: () => [],
  index: () => {
    const today = dateOf(instantOf(Date.now()));
    return { ownerAuthority: "police", regime: "led", reviewOn: today, eraseOn: addDays(today, 30) };
  },
};

/** A neighbour that is told of every decided concern, and may be down. */
const neighbour: Port<(concernRef: string) => Promise<unknown>> = {
  variable: "NEIGHBOUR_URL",
  behind: "external-system",
  live: (url) => (concernRef) => postJson(url, { concernRef }),
};

const records = defineRecords({ service: "second", policy: {}, types: { notes } });
const ports = { neighbour };
type Noting = Dependencies<typeof records, never, typeof ports>;

/** Police inbox: tells a neighbour, and notes the outcome of the officer's own concern. */
export const handler = subscriberFunction(
  defineSubscriber({
    records,
    ports,
    reads: [],
    reactions: [
      reaction(concernDecided, async (deps: Noting, { concernRef, outcome }, { meta: { version }, context }) => {
        await deps.neighbour(concernRef);
        return deps.notes.execute({ id: concernRef, when: "any" }, { type: "note-outcome", outcome, version }, context);
      }),
    ],
  }),
);

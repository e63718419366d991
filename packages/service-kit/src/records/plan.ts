import type { Problem } from "@trygt/contracts";
import type { Actor } from "./actor.ts";
import type { CommandContext } from "./command.ts";
import { envelope } from "./envelope.ts";
import { isOverfull } from "./list-limits.ts";
import type { Counter, RecordIndex } from "./record-index.ts";
import type { AnyRecordType, Intent } from "./record-type.ts";
import { exists, none } from "./state.ts";
import type { Change, Loaded } from "./store.ts";

/** What the rules make of a command, before anything is written. */
export type Plan =
  | { readonly kind: "refused"; readonly reasons: readonly Problem[] }
  | { readonly kind: "unchanged"; readonly state: unknown }
  | {
      readonly kind: "changed";
      readonly change: Change;
      readonly state: unknown;
      readonly before: unknown;
      readonly counters: readonly Counter[];
      readonly metrics: readonly string[];
      readonly together: readonly Intent[];
    };

/** What planning needs besides the record: the numbers of the partnership, and identifiers for events. */
export type Planning = { readonly policy: unknown; readonly newId: () => string };

/** Decides a command on a record as it was read (undefined: it does not exist) and gathers all that follows from its events. Pure but for the identifiers of announcements. */
export const planCommand = (
  type: AnyRecordType,
  id: string,
  loaded: Loaded | undefined,
  command: unknown,
  context: Pick<CommandContext, "at" | "correlationId" | "causationId"> & { readonly actor: Actor },
  { policy, newId }: Planning,
): Plan => {
  const before = loaded?.state ?? none;
  const decision = type.decide(before, command, { at: context.at, actor: context.actor, policy });
  if (!decision.accepted) return { kind: "refused", reasons: decision.reasons };
  if (decision.events.length === 0) return { kind: "unchanged", state: before };

  const version = (loaded?.version ?? 0) + 1;
  const steps = stepsOf(type, id, before, decision.events);
  const state = steps.at(-1)?.state ?? before;
  if (isOverfull(type.limits, before, state)) return { kind: "refused", reasons: ["record-full"] };
  const indexBefore = loaded === undefined ? undefined : indexOf(type, before, id, policy);
  const index = indexOf(type, state, id, policy);
  // Erasure takes the history rows along, and with them what waits to be announced
  if (index === undefined && steps.some(({ announcements }) => announcements.length > 0))
    throw new Error(`${type.kind} announces something as it is erased; end it first, and erase it later`);
  return {
    kind: "changed",
    before,
    state,
    change: {
      kind: type.kind,
      id,
      expectedVersion: version - 1,
      state,
      index: index ?? "erased",
      before: indexBefore,
      history: steps.map(({ event, announcements }) => ({
        event,
        announcements: announcements.map((one) => envelope(one, context, index ?? indexBefore, version, newId)),
      })),
    },
    counters: steps.flatMap((step) => type.counters?.(step.event, step.before) ?? []),
    metrics: steps.flatMap(({ event }) => type.metrics?.(event) ?? []),
    together: steps.flatMap((step) => type.together?.(step.event, step.before) ?? []),
  };
};

const stepsOf = (type: AnyRecordType, id: string, initial: unknown, events: readonly unknown[]) => {
  let state = initial;
  return events.map((event) => {
    const before = state;
    state = type.evolve(before, event);
    return { event, before, state, announcements: type.announce(id, event, state) };
  });
};

const indexOf = (type: AnyRecordType, state: unknown, id: string, policy: unknown): RecordIndex | undefined =>
  exists(state as { readonly status: string }) ? type.index(state, id, policy) : undefined;

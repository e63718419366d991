import type { Problem } from "@trygt/contracts";
import type { Count } from "../observability/metrics.ts";
import { type AccessEntry, accessEntry } from "./access-log.ts";
import type { Actor } from "./actor.ts";
import {
  type BeforeResult,
  type CommandContext,
  type CommandOptions,
  isExpected,
  type Outcome,
  withoutExpectedVersion,
} from "./command.ts";
import { actOf, marksOf, repeat, writesOf } from "./commit.ts";
import { intent } from "./intent.ts";
import { loadTarget, loadVisible, targetId } from "./load.ts";
import { type Planning, planCommand } from "./plan.ts";
import { type PlannedChange, planIntents } from "./plan-intents.ts";
import type { AnyRecordType, Intent, RecordType, Target } from "./record-type.ts";
import { type Existing, none } from "./state.ts";
import { ContentionError, type Loaded, type Store } from "./store.ts";

/** The records of one type: found, listed and changed. Every command takes the same way: load, decide, evolve, commit. */
export type Repository<State, Command> = {
  readonly kind: string;
  /** The record's own reference, `CASE#<id>`: what the access log names. */
  readonly ref: (id: string) => string;
  /** The record, if it exists for this actor. */
  readonly find: (id: string, actor: Actor) => Promise<Loaded<Existing<State>> | undefined>;
  /** One page of a worklist that only records of this type stand on. */
  readonly list: Store["list"];
  /** Sends a command to a record; `not-found` where it must exist and does not, or not for this actor. */
  readonly execute: (
    target: Target<State>,
    command: Command,
    context: CommandContext,
    options?: CommandOptions<State>,
  ) => Promise<Outcome>;
  /** A command to a record of this type as a part of another command's transaction. */
  readonly intent: (target: Target<State>, command: Command, more?: Pick<Intent, "actor" | "vault">) => Intent;
};

/** Most other records that one transaction changes: with seven writes for each, a hundred hold (AWS limit). */
const maxRecordsPerTransaction = 12;

/** How often a command is tried when somebody else was first. */
const maxAttempts = 5;

/** Binds a record type to its store. `newId` gives UUIDs; `count` gets the metrics of what was written. */
export const repository = <
  State extends { readonly status: string },
  Command,
  Event extends { readonly type: string },
  Refusal extends Problem,
  Policy,
>(
  type: RecordType<State, Command, Event, Refusal, Policy>,
  { store, policy, newId, count }: Planning & { readonly store: Store; readonly policy: Policy; readonly count: Count },
): Repository<State, Command> => {
  const { kind } = type;
  const ref = (id: string) => `${kind}#${id}`;
  const find = (id: string, actor: Actor) =>
    loadVisible(store, type, id, actor) as Promise<Loaded<Existing<State>> | undefined>;

  /** The reply to a request that was carried out before; it outranks every refusal. */
  const replayed = async (id: string, { idempotency, at }: CommandContext): Promise<Outcome | undefined> => {
    if (idempotency === undefined) return undefined;
    const reply = await store.reply(idempotency.client, idempotency.key, at);
    return reply && repeat(id, reply, idempotency.fingerprint);
  };

  const refuse = async (
    id: string,
    loaded: Loaded | undefined,
    context: CommandContext,
    reasons: readonly Problem[],
  ): Promise<Outcome> => {
    // What others or time bring has nobody who could be told: it comes again, and rings
    if (context.actor.role === "system" && reasons.includes("record-full")) throw new Error(`A ${kind} is full`);
    const about = loaded === undefined ? {} : { about: ref(id) };
    const log = accessEntry(context, newId(), { act: "refusal", refused: reasons, ...about });
    if (context.eventId === undefined) await store.record(log);
    else
      await store.commit({ at: context.at, changes: [], event: { eventId: context.eventId, refused: reasons }, log });
    return { kind: "refused", reasons };
  };

  // Nothing to change is an answer too: it must be given again to the same request, and it marks the event as handled
  const leaveUnchanged = async (
    id: string,
    state: State,
    version: number | undefined,
    context: CommandContext,
    options: CommandOptions<State>,
    act?: AccessEntry["act"],
  ): Promise<Outcome> => {
    const body = options.reply?.(state, version ?? 0);
    const log = act && { log: accessEntry(context, newId(), { act, about: ref(id) }) };
    const marks = { ...marksOf(context, body, version), ...log };
    if (Object.keys(marks).length > 0) {
      const committed = await store.commit({ at: context.at, changes: [], ...marks });
      if (committed.outcome === "replayed") return repeat(id, committed.reply, context.idempotency?.fingerprint);
    }
    return { kind: "done", id, body, version };
  };

  const countMetrics = (written: readonly PlannedChange[]) => {
    for (const metric of written.flatMap(({ metrics }) => metrics)) count(metric);
  };

  // A conflict is tried anew, with If-Match too: the next attempt refuses it as `version-conflict` if it was this record that has changed
  const attempt = async (
    target: Target<State>,
    command: Command,
    context: CommandContext,
    options: CommandOptions<State>,
    tried: number,
  ): Promise<Outcome | "conflict" | "interrupted"> => {
    const id = targetId(target);
    const loaded = await loadTarget(store, type, target, context.actor, tried);
    if (loaded === "not-found") return (await replayed(id, context)) ?? { kind: "not-found" };
    if (loaded === "skip") return leaveUnchanged(id, none as never, undefined, context, options);
    if (loaded !== undefined && !isExpected(context, loaded.version)) {
      const state = loaded.state as State;
      if (options.isDone?.(state)) return leaveUnchanged(id, state, loaded.version, context, options, "alteration");
      return (await replayed(id, context)) ?? refuse(id, loaded, context, ["version-conflict"]);
    }

    const plan = planCommand(type, id, loaded, command, context, { policy, newId });
    if (plan.kind === "refused") return (await replayed(id, context)) ?? refuse(id, loaded, context, plan.reasons);
    if (plan.kind === "unchanged") return leaveUnchanged(id, plan.state as State, loaded?.version, context, options);

    const state = plan.state as State;
    const learnt = (await options.before?.(state, plan.before as State)) ?? {};
    if (learnt.refused !== undefined)
      return (await replayed(id, context)) ?? refuse(id, loaded, context, learnt.refused);
    const all = [options, learnt] as readonly BeforeResult<State>[];
    const intents = [...plan.together, ...all.flatMap(({ together }) => together?.(state) ?? [])];
    const others = await planIntents(intents, context, { store, policy, newId }, tried);
    if ("refused" in others) return (await replayed(id, context)) ?? refuse(id, loaded, context, others.refused);

    // What one transaction cannot hold is written just before it, record by record, each with its own entry in the log: a stop in between is taken up by the next try
    const early = others.plans.slice(0, Math.max(0, others.plans.length - maxRecordsPerTransaction));
    for (const [n, other] of early.entries()) {
      const { change } = other;
      const log = accessEntry(context, newId(), { act: actOf(change), about: `${change.kind}#${change.id}` });
      const written = await store.commit({ at: context.at, ...writesOf([other]), log });
      if (written.outcome !== "committed") return n === 0 ? "conflict" : "interrupted";
      countMetrics([other]);
    }

    const version = plan.change.index === "erased" ? undefined : plan.change.expectedVersion + 1;
    const reply = learnt.reply ?? options.reply;
    const body = reply?.(state, version ?? 0);
    const plans = [
      { ...plan, vault: all.flatMap(({ vault }) => vault?.(state) ?? []) },
      ...others.plans.slice(early.length),
    ];
    const committed = await store.commit({
      at: context.at,
      ...writesOf(plans),
      ...marksOf(context, body, version),
      log: accessEntry(context, newId(), {
        act: options.act ?? actOf(plan.change),
        about: ref(id),
        ...options.disclosed,
      }),
    });
    switch (committed.outcome) {
      case "committed":
        countMetrics(plans);
        return { kind: "done", id, body, version };
      case "duplicate-event":
        return { kind: "done", id, body, version: loaded?.version };
      case "replayed":
        return repeat(id, committed.reply, context.idempotency?.fingerprint);
      case "unique-violation":
        return refuse(id, loaded, context, [type.onDuplicate ?? "duplicate-open-case"]);
      case "conflict":
        return early.length === 0 ? "conflict" : "interrupted";
    }
  };

  return {
    kind,
    ref,
    find,
    list: store.list,
    execute: async (target, command, context, options = {}) => {
      let now = context;
      for (let tried = 1; tried <= maxAttempts; tried += 1) {
        const outcome = await attempt(target, command, now, options, tried);
        if (outcome !== "conflict" && outcome !== "interrupted") return outcome;
        // What has begun goes on: the record had the version that was asked for when its first part was written
        if (outcome === "interrupted") now = withoutExpectedVersion(context);
      }
      throw new ContentionError(`${kind} was changed by others ${maxAttempts} times in a row`);
    },
    intent: (target, command, more) => intent(type as AnyRecordType, target as Target<unknown>, command, more),
  };
};

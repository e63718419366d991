import type { Problem } from "@trygt/contracts";
import type { AccessAct, AccessEntry, Actor } from "./access-log.ts";
import type { Aggregate } from "./aggregate.ts";
import type { Alongside, Call, Outcome, Step, StepTaken } from "./call.ts";
import { envelope } from "./envelope.ts";
import { Busy, type Change, type Commit, type Loaded, type Store } from "./store.ts";

/** The way of every command to a kind of record: load, decide, evolve, commit. */
export type Ledger<State, Command> = {
  readonly kind: string;
  /** The record, if it exists for this actor. */
  readonly show: (id: string, actor: Actor) => Promise<Loaded<State> | undefined>;
  /** Sends a command to a record that exists, or to a new one when `create` is said. */
  readonly run: (id: string, command: Command, call: Call, alongside?: Alongside<State>) => Promise<Outcome>;
  readonly create: (id: string, command: Command, call: Call, alongside?: Alongside<State>) => Promise<Outcome>;
  /** The same for a record that was just read, which saves reading it again; somebody else's change in between is read anew. */
  readonly runFrom: (
    loaded: Loaded<State>,
    command: Command,
    call: Call,
    alongside?: Alongside<State>,
  ) => Promise<Outcome>;
  /** Refuses in the name of a record that was just read, for reasons found elsewhere; the log keeps it. */
  readonly refuse: (loaded: Loaded<State>, call: Call, reasons: readonly Problem[]) => Promise<Outcome>;
  /** Sends a command to a record whether or not it is there yet. */
  readonly upsert: (id: string, command: Command, call: Call, alongside?: Alongside<State>) => Promise<Outcome>;
  /** The same as a step of another command's transaction. */
  readonly step: (id: string, command: Command, call: Call) => Step;
  /** The same where there may be no such record: then nothing is to be done. */
  readonly stepIfAny: (id: string, command: Command, call: Call) => Step;
  /** The same on a record that was just read, which saves reading it again. */
  readonly stepFrom: (loaded: Loaded<State>, command: Command, call: Call) => Step;
  readonly creation: (id: string, command: Command, call: Call) => Step;
};

/** How many other records one transaction may change: with seven writes for each, a hundred hold (AWS limit). */
const together = 12;

/** How often a command without If-Match is tried anew when somebody else was first. */
const attempts = 5;

/** Binds a kind of record to its store. `newId` gives UUIDs. */
export const ledger = <State, Command, Event extends { readonly type: string }, Refusal extends Problem>(
  aggregate: Aggregate<State, Command, Event, Refusal>,
  store: Store,
  newId: () => string,
): Ledger<State, Command> => {
  const { kind } = aggregate;
  const show = async (id: string, actor: Actor) => {
    const loaded = (await store.load(kind, id)) as Loaded<State> | undefined;
    return loaded !== undefined && aggregate.visibleTo(loaded.state, actor) ? loaded : undefined;
  };

  const decide = (
    id: string,
    loaded: Loaded<State> | undefined,
    command: Command,
    call: Call,
  ): { taken: StepTaken; state: State } => {
    const current = loaded?.state ?? aggregate.initial;
    const decision = aggregate.decide(current, command);
    if (!decision.accepted) return { taken: { reasons: decision.reasons }, state: current };
    if (decision.events.length === 0) return { taken: "unchanged", state: current };
    const version = (loaded?.version ?? 0) + 1;
    let state = current;
    const steps = decision.events.map((event) => {
      state = aggregate.evolve(state, event);
      return { event, announcements: aggregate.announce(id, event, state) };
    });
    const before = loaded === undefined ? undefined : aggregate.file(current, id);
    const filing = aggregate.file(state, id);
    const owner = filing === "gone" ? before : filing;
    // Erasure takes the history rows along, and with them what waits to be announced: say it before, erase after
    if (filing === "gone" && steps.some(({ announcements }) => announcements.length > 0))
      throw new Error(`${kind} announces something as it goes; end it first, and erase it later`);
    const history = steps.map(({ event, announcements }) => ({
      event,
      announcements: announcements.map((one) => envelope(one, call, owner, version, newId)),
    }));
    const change = {
      kind,
      id,
      expected: loaded?.version ?? 0,
      state,
      filing,
      before: before === "gone" ? undefined : before,
      history,
    };
    return { taken: { change }, state };
  };

  const entry = (id: string | undefined, call: Call, act: AccessAct, refused?: readonly Problem[]): AccessEntry => ({
    entryId: newId(),
    at: call.at,
    act,
    operation: call.operation,
    actor: call.actor,
    correlationId: call.correlationId,
    ...(id === undefined ? {} : { about: `${kind}#${id}` }),
    ...(call.reason === undefined ? {} : { reason: call.reason }),
    ...(call.note === undefined ? {} : { note: call.note }),
    ...(refused === undefined ? {} : { refused }),
  });

  const settle = async (
    id: string,
    loaded: Loaded<State> | undefined,
    command: Command,
    call: Call,
    alongside: Alongside<State>,
  ): Promise<Outcome | "conflict"> => {
    if (call.expected !== undefined && loaded !== undefined && loaded.version !== call.expected)
      return (await replayed(id, call)) ?? refused(id, loaded, call, ["version-conflict"]);
    const { taken, state } = decide(id, loaded, command, call);
    if (taken === "unchanged") return unchanged(id, state, loaded?.version, call, alongside);
    if ("reasons" in taken) return (await replayed(id, call)) ?? refused(id, loaded, call, taken.reasons);
    const others = await Promise.all(((await alongside.with?.(state)) ?? []).map((step) => step()));
    const reasons = others.flatMap((other) => (other !== "unchanged" && "reasons" in other ? other.reasons : []));
    if (reasons.length > 0) return (await replayed(id, call)) ?? refused(id, loaded, call, reasons);
    const changes = others.flatMap((other) => (other !== "unchanged" && "change" in other ? [other.change] : []));
    // What one transaction cannot hold is written just before it, record by record: a stop in between is taken up by the next try
    for (const change of changes.splice(0, Math.max(0, changes.length - together)))
      if ((await store.commit({ at: call.at, changes: [change] })).outcome !== "committed")
        return call.expected === undefined ? "conflict" : refused(id, loaded, call, ["version-conflict"]);
    const version = taken.change.filing === "gone" ? undefined : taken.change.expected + 1;
    const body = alongside.reply?.(state, version ?? 0);
    const commit: Commit = {
      at: call.at,
      changes: [taken.change, ...changes],
      log: entry(id, call, alongside.act ?? actOf(taken.change)),
      ...(alongside.vault === undefined ? {} : { vault: alongside.vault(state) }),
      ...(alongside.figures === undefined ? {} : { figures: alongside.figures(state) }),
      ...(call.once === undefined ? {} : { once: kept(call.once, body, version) }),
      ...(call.inbox === undefined ? {} : { inbox: { eventId: call.inbox } }),
    };
    const committed = await store.commit(commit);
    switch (committed.outcome) {
      case "committed":
        return { kind: "done", id, body, version };
      case "handled":
        return { kind: "done", id, body, version: loaded?.version };
      case "replayed":
        return repeat(id, committed.reply, call);
      case "taken":
        return refused(id, loaded, call, [aggregate.taken ?? "duplicate-open-case"]);
      case "conflict":
        return call.expected === undefined ? "conflict" : refused(id, loaded, call, ["version-conflict"]);
    }
  };

  // Nothing to change is an answer too: it must be given again to the same request and mark the event as handled
  const unchanged = async (
    id: string,
    state: State,
    version: number | undefined,
    call: Call,
    alongside: Alongside<State>,
  ): Promise<Outcome> => {
    const body = alongside.reply?.(state, version ?? 0);
    if (call.once !== undefined || call.inbox !== undefined) {
      const committed = await store.commit({
        at: call.at,
        changes: [],
        ...(call.once === undefined ? {} : { once: kept(call.once, body, version) }),
        ...(call.inbox === undefined ? {} : { inbox: { eventId: call.inbox } }),
      });
      if (committed.outcome === "replayed") return repeat(id, committed.reply, call);
    }
    return { kind: "done", id, body, version };
  };

  const replayed = async (id: string, call: Call): Promise<Outcome | undefined> => {
    if (call.once === undefined) return undefined;
    const reply = await store.reply(call.once.client, call.once.key);
    return reply === undefined ? undefined : repeat(id, reply, call);
  };

  const refused = async (
    id: string,
    loaded: Loaded<State> | undefined,
    call: Call,
    reasons: readonly Problem[],
  ): Promise<Outcome> => {
    const log = entry(loaded === undefined ? undefined : id, call, "refusal", reasons);
    if (call.inbox === undefined) await store.record(log);
    else await store.commit({ at: call.at, changes: [], inbox: { eventId: call.inbox, refused: reasons }, log });
    return { kind: "refused", reasons };
  };

  const untilSettled = async (attempt: () => Promise<Outcome | "conflict">): Promise<Outcome> => {
    for (let tried = 1; ; tried += 1) {
      const outcome = await attempt();
      if (outcome !== "conflict") return outcome;
      if (tried === attempts) throw new Busy(`${kind} was changed by others ${attempts} times in a row`);
    }
  };

  const stepOn = async (id: string, loaded: Loaded<State> | undefined, command: Command, call: Call) =>
    decide(id, loaded, command, call).taken;

  return {
    kind,
    show,
    run: (id, command, call, alongside = {}) =>
      untilSettled(async () => {
        const loaded = await show(id, call.actor);
        if (loaded === undefined) return (await replayed(id, call)) ?? { kind: "not-found" };
        return settle(id, loaded, command, call, alongside);
      }),
    runFrom: (loaded, command, call, alongside = {}) => {
      let read: Loaded<State> | undefined = loaded;
      return untilSettled(async () => {
        const current = read ?? (await show(loaded.id, call.actor));
        read = undefined;
        if (current === undefined) return (await replayed(loaded.id, call)) ?? { kind: "not-found" };
        return settle(loaded.id, current, command, call, alongside);
      });
    },
    refuse: async (loaded, call, reasons) =>
      (await replayed(loaded.id, call)) ?? refused(loaded.id, loaded, call, reasons),
    upsert: (id, command, call, alongside = {}) =>
      untilSettled(async () => settle(id, await show(id, call.actor), command, call, alongside)),
    create: (id, command, call, alongside = {}) => untilSettled(() => settle(id, undefined, command, call, alongside)),
    step: (id, command, call) => async () => {
      const loaded = await show(id, call.actor);
      return loaded === undefined ? { reasons: ["not-found"] } : stepOn(id, loaded, command, call);
    },
    stepIfAny: (id, command, call) => async () => {
      const loaded = await show(id, call.actor);
      return loaded === undefined ? "unchanged" : stepOn(id, loaded, command, call);
    },
    stepFrom: (loaded, command, call) => () => stepOn(loaded.id, loaded, command, call),
    creation: (id, command, call) => () => stepOn(id, undefined, command, call),
  };
};

const actOf = (change: Change): AccessAct => {
  if (change.filing === "gone") return "erasure";
  return change.expected === 0 ? "collection" : "alteration";
};

const kept = (once: NonNullable<Call["once"]>, body: unknown, version: number | undefined) => ({
  client: once.client,
  key: once.key,
  reply: { fingerprint: once.fingerprint, body, ...(version === undefined ? {} : { version }) },
});

const repeat = (
  id: string,
  reply: { readonly fingerprint: string; readonly body: unknown; readonly version?: number },
  call: Call,
): Outcome =>
  reply.fingerprint === call.once?.fingerprint
    ? { kind: "done", id, body: reply.body, version: reply.version }
    : { kind: "refused", reasons: ["idempotency-key-reused"] };

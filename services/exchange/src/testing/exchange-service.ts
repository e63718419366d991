import { createHash, randomUUID } from "node:crypto";
import { type Cpr, type Instant, instantOf, type SubjectRef } from "@trygt/contracts";
import type { DeskReply, DeskRequest } from "@trygt/contracts/desk";
import { exchange } from "@trygt/contracts/exchange";
import {
  api,
  type Commit,
  clock,
  type Desk,
  type Envelope,
  memoryStore,
  type Staff,
  type Store,
  subscriber,
} from "@trygt/service-kit";
import { type Answered, answered, request, type Sent } from "@trygt/service-kit/testing";
import { depsOn } from "../deps.ts";
import { deskHandler } from "../desk.ts";
import { proposedPolicy } from "../domain/policy.ts";
import { operations } from "../operations/index.ts";
import { subscribesTo, subscriptions } from "../subscriptions.ts";
import { timers } from "../timers.ts";
import { registerOf } from "./people.ts";

/** An operation of exchange by its verb. */
export type Verb = keyof typeof exchange.operations;

/** Monday morning, when the stories begin (domain.md § 6). */
export const monday = instantOf("2026-03-02T09:00:00+01:00");

/** The kind of record that an operation changes. */
export const kinds: Readonly<Record<string, string>> = {
  "exchange case": "CASE",
  request: "REQUEST",
  disclosure: "DISCLOSURE",
  offer: "OFFER",
  gathering: "GATHERING",
  zone: "ZONE",
};
const announced = ({ changes }: Commit): readonly Envelope[] =>
  changes.flatMap(({ history }) => history.flatMap(({ announcements }) => announcements));

/** The pairwise reference of a person in the stories. */
export const refOf = (cpr: Cpr): SubjectRef =>
  createHash("sha256").update(`exchange ${cpr}`).digest("hex").slice(0, 32) as SubjectRef;

/** The whole of exchange on a store: its API, its desk, its subscriber and its clock. */
export const serviceOn = <Kept extends Store>(kept: Kept) => {
  let now = monday;
  let delivered = 0;
  const commits: Commit[] = [];
  const register = registerOf();
  const store: Kept = {
    ...kept,
    commit: async (commit: Commit) => {
      const committed = await kept.commit(commit);
      if (committed.outcome === "committed") commits.push(structuredClone(commit));
      return committed;
    },
  };
  const own = {
    ...depsOn({ store, policy: proposedPolicy, now: () => now, newId: randomUUID }),
    register: async (cpr: Cpr) => register.get(cpr),
    subjectRef: async (cpr: Cpr) => refOf(cpr),
  };
  const handleDesk = deskHandler(own);
  const atDesk = (depositor: string, message: DeskRequest["message"], at: Instant = now): Promise<DeskReply> =>
    handleDesk({ depositor, at, correlationId: randomUUID(), message });
  const desk: Desk = (message, { at }) => atDesk("exchange", message, at);
  const deps = { ...own, desk };
  const handleRequest = api(exchange, operations(deps), deps);
  const handleEvents = subscriber(subscriptions(deps), {
    now: deps.now,
    deadLetters: "https://sqs.example/dead",
    client: { send: async () => ({}) } as never,
  });

  const call = async (who: Staff, verb: Verb, sent: Sent = {}): Promise<Answered> => {
    const event = request(exchange.operations[verb], who, sent);
    return answered(await handleRequest(event as never, { getRemainingTimeInMillis: () => 10_000 } as never));
  };
  const versionOf = async (kind: string, id: string) => (await kept.load(kind, id))?.version ?? 0;
  const deliver = async (...events: readonly Pick<Envelope, "name" | "data" | "meta">[]) => {
    const Records = events.map(({ name, meta, data }) => ({
      messageId: meta.eventId,
      body: JSON.stringify({ "detail-type": name, detail: { meta, data } }),
    }));
    const { batchItemFailures } = await handleEvents({ Records } as never);
    if (batchItemFailures.length > 0) throw new Error("An event could not be handled");
  };

  return {
    store,
    deps,
    commits,
    call,
    deliver,
    versionOf,
    /** Another service at the desk, under its own name. */
    atDesk,
    /** A change, on the version that stands. */
    change: async (who: Staff, verb: Verb, sent: Sent = {}): Promise<Answered> => {
      const [id = ""] = Object.values(sent.params ?? {});
      const kind = kinds[exchange.operations[verb].requiresVersionOf ?? ""];
      return call(who, verb, {
        ...(kind === undefined ? {} : { version: await versionOf(kind, id.split(".")[0] ?? "") }),
        ...sent,
      });
    },
    /** What has left for the bus so far. */
    bus: () => commits.flatMap(announced),
    /** Hands exchange the events of its own that it has not had yet, and those that they lead to. */
    settle: async () => {
      for (;;) {
        const all = commits.flatMap(announced);
        const mine = all.slice(delivered).filter(({ name }) => subscribesTo.some((event) => event.name === name));
        delivered = all.length;
        if (mine.length === 0) return;
        await deliver(...mine);
      }
    },
    /** Time moves on to a moment; nothing happens by itself. */
    passTo: (time: string) => {
      now = instantOf(time);
    },
    /** Time moves on to a moment, and what falls due falls due. */
    wakeAt: async (time: string) => {
      now = instantOf(time);
      await clock(timers(deps), deps)();
    },
  };
};

export type ExchangeService = ReturnType<typeof serviceOn<Store>>;

/** The whole of exchange on an empty store in memory, which tests look into. */
export const exchangeService = () => serviceOn(memoryStore());

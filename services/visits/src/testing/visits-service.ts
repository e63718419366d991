import { createHash, randomUUID } from "node:crypto";
import { type Announcement, type Cpr, type EventMeta, instantOf, type SubjectRef } from "@trygt/contracts";
import { visits } from "@trygt/contracts/visits";
import {
  api,
  type Commit,
  clock,
  type Envelope,
  memoryStore,
  type Staff,
  type Store,
  subscriber,
} from "@trygt/service-kit";
import { type Answered, answered, request, type Sent } from "@trygt/service-kit/testing";
import { depsOn } from "../deps.ts";
import { proposedPolicy } from "../domain/policy.ts";
import { operations } from "../operations/index.ts";
import type { Letter } from "../ports/digital-post.ts";
import { subscribesTo, subscriptions } from "../subscriptions.ts";
import { timers } from "../timers.ts";
import { testDesk } from "./desk.ts";
import { registerOf } from "./people.ts";

/** An operation of visits by its verb. */
export type Verb = keyof typeof visits.operations;

/** Monday morning, when the stories begin (domain.md § 6). */
export const monday = instantOf("2026-03-02T09:00:00+01:00");

const kinds: Readonly<Record<string, string>> = {
  concern: "CONCERN",
  case: "CASE",
  notification: "NOTIFICATION",
  offer: "OFFER",
};
const announced = ({ changes }: Commit): readonly Envelope[] =>
  changes.flatMap(({ history }) => history.flatMap(({ announcements }) => announcements));

/** The whole of visits on a store: its API, its subscriber and its clock, with the neighbours as plain functions. */
export const serviceOn = <Kept extends Store>(kept: Kept) => {
  let now = monday;
  let delivered = 0;
  const commits: Commit[] = [];
  const letters: Letter[] = [];
  const register = registerOf();
  const atDesk = testDesk();
  const exempt = new Set<Cpr>();
  const unreachable = new Set<Cpr>();
  const store: Kept = {
    ...kept,
    commit: async (commit: Commit) => {
      const committed = await kept.commit(commit);
      if (committed.outcome === "committed") commits.push(structuredClone(commit));
      return committed;
    },
  };
  const digitalPost = async (letter: Letter) => {
    if (unreachable.has(letter.recipientCpr)) throw new Error("The mailbox does not answer");
    letters.push(letter);
    return exempt.has(letter.recipientCpr) ? ("paper" as const) : ("digital_post" as const);
  };
  const subjectRef = async (cpr: Cpr) =>
    createHash("sha256").update(`visits ${cpr}`).digest("hex").slice(0, 32) as SubjectRef;
  const deps = {
    ...depsOn({ store, policy: proposedPolicy, now: () => now, newId: randomUUID }),
    register: async (cpr: Cpr) => register.get(cpr),
    subjectRef,
    digitalPost,
    desk: atDesk.desk,
  };
  const handleRequest = api(visits, operations(deps), deps);
  const handleEvents = subscriber(subscriptions(deps), {
    now: deps.now,
    deadLetters: "https://sqs.example/dead",
    client: { send: async () => ({}) } as never,
  });

  const call = async (who: Staff, verb: Verb, sent: Sent = {}): Promise<Answered> => {
    const event = request(visits.operations[verb], who, sent);
    return answered(await handleRequest(event as never, { getRemainingTimeInMillis: () => 10_000 } as never));
  };
  const versionOf = async (kind: string, id: string) => (await kept.load(kind, id))?.version ?? 0;
  /** The version that stands of what a request changes: the first that its path names. */
  const versionFor = async (verb: Verb, { params = {} }: Sent): Promise<Pick<Sent, "version">> => {
    const [id = ""] = Object.values(params);
    const kind = kinds[visits.operations[verb].requiresVersionOf ?? ""];
    return kind === undefined ? {} : { version: await versionOf(kind, id.split(".")[0] ?? "") };
  };
  const deliver = async (...events: readonly Pick<Envelope, "name" | "data" | "meta">[]) => {
    const Records = events.map(({ name, meta, data }) => ({
      messageId: meta.eventId,
      body: JSON.stringify({ "detail-type": name, detail: { meta, data } }),
    }));
    return handleEvents({ Records } as never);
  };

  return {
    store,
    deps,
    commits,
    register,
    letters,
    atDesk,
    /** Who is exempt from Digital Post, and whose mailbox does not answer just now. */
    exempt,
    unreachable,
    call,
    deliver,
    /** A change, on the version that stands. */
    change: async (who: Staff, verb: Verb, sent: Sent = {}): Promise<Answered> =>
      call(who, verb, { ...(await versionFor(verb, sent)), ...sent }),
    versionFor,
    versionOf,
    /** What has left for the bus so far. */
    bus: () => commits.flatMap(announced),
    /** Hands visits the events of its own that it has not had yet. */
    settle: async () => {
      const all = commits.flatMap(announced);
      const own = all.slice(delivered).filter(({ name }) => subscribesTo.some((event) => event.name === name));
      delivered = all.length;
      const { batchItemFailures } = await deliver(...own);
      if (batchItemFailures.length > 0) throw new Error("An event could not be handled");
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

/** The whole of visits on an empty store in memory. */
export const visitsService = () => serviceOn(memoryStore());
export type VisitsService = ReturnType<typeof serviceOn>;

/** An event of another service, as it comes over the bus. */
export const from = ({ name, source, data }: Announcement, more: Partial<EventMeta> = {}): Envelope => ({
  name,
  source,
  data,
  meta: {
    eventId: randomUUID(),
    recordedAt: monday,
    effectiveAt: monday,
    correlationId: "request-1",
    ownerAuthority: "police",
    version: 1,
    ...more,
  },
});

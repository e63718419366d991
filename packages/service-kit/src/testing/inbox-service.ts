import { createHash, randomUUID } from "node:crypto";
import { type Cpr, instantOf, type Operation, type StaffId, type SubjectRef, service, writes } from "@trygt/contracts";
import {
  type DeskReply,
  type DeskRequest,
  erasureConfirmed,
  inboxOperations,
  Parcel,
  type TicketId,
} from "@trygt/contracts/desk";
import type { Staff } from "../access-log.ts";
import { clock } from "../clock.ts";
import type { Desk } from "../desk/client.ts";
import { inbox } from "../desk/inbox.ts";
import { inboxHandlers } from "../desk/inbox-operations.ts";
import { inboxSubscriptions } from "../desk/inbox-subscriptions.ts";
import { api } from "../http/api.ts";
import { ledger } from "../ledger.ts";
import type { Commit } from "../store.ts";
import { memoryStore } from "../store-memory.ts";
import { subscriber } from "../subscriber.ts";

/** An invented service that has nothing but an inbox. */
export const jobs = service({
  name: "jobs",
  purpose: "Offers of after-school jobs",
  operations: inboxOperations("jobs", ["employment_adviser"]),
  events: { erasureConfirmed },
  problems: {},
});
type Verb = keyof typeof jobs.operations;

const adviser = (n: number): Staff => ({
  id: `50000000-0000-4000-8000-00000000000${n}` as StaffId,
  agency: "job-centre",
  role: "employment_adviser",
});
export const jens = adviser(1);
export const jonna = adviser(2);
export const ticketId = "70000000-0000-4000-8000-000000000001" as TicketId;
export const parcel = Parcel.parse({
  cpr: "720410-4311",
  name: "Malik Testesen",
  birthDate: "2010-04-12",
  note: "Vil gerne arbejde i en butik",
});
export const better: Parcel = { ...parcel, note: "Vil hellere arbejde i et køkken" };
export const offered = {
  ticketId,
  kind: "job-referral",
  recipientRole: "employment_adviser",
  track: "youth",
  urgency: "days",
  ageBand: "15-17",
  expiresAt: "2026-03-03T08:00:00.000Z",
} as const;

type Message = DeskRequest["message"];

/** A desk that opens each ticket once and gives each correction once, and remembers what it was asked. */
const testDesk = () => {
  const asked: Message[] = [];
  const waiting: { parcel: Parcel | undefined; correction: Parcel | undefined; down: boolean } = {
    parcel,
    correction: undefined,
    down: false,
  };
  const once = (part: "parcel" | "correction"): DeskReply => {
    const given = waiting[part];
    waiting[part] = undefined;
    return given === undefined ? { outcome: "refused", reasons: ["ticket-used"] } : { outcome: "done", parcel: given };
  };
  const desk: Desk = async (message) => {
    asked.push(message);
    if (waiting.down) throw new Error("The desk does not answer");
    if (message.act === "claim") return once("parcel");
    return message.act === "fetch-correction" ? once("correction") : { outcome: "done" };
  };
  return { asked, waiting, desk };
};

/** The inbox of an invented service over HTTP, its events and its clock, on an empty store in memory, from Monday 2 March 2026 at nine. */
export const inboxService = () => {
  let now = instantOf("2026-03-02T09:00:00+01:00");
  const kept = memoryStore();
  const commits: Commit[] = [];
  const store = {
    ...kept,
    commit: async (commit: Commit) => {
      const committed = await kept.commit(commit);
      if (committed.outcome === "committed") commits.push(structuredClone(commit));
      return committed;
    },
  };
  const atDesk = testDesk();
  const deps = {
    store,
    offers: ledger(inbox({ ownerAuthority: "job-centre", regime: "gdpr" }), store, randomUUID),
    desk: atDesk.desk,
    subjectRef: async (cpr: Cpr) => createHash("sha256").update(cpr).digest("hex").slice(0, 32) as SubjectRef,
    now: () => now,
    newId: randomUUID,
  };
  const handleRequest = api(jobs, inboxHandlers(deps), deps);
  const handleEvents = subscriber(inboxSubscriptions(deps, ["job-referral"]), {
    now: deps.now,
    deadLetters: "https://sqs.example/dead",
    client: { send: async () => ({}) } as never,
  });

  return {
    store: kept,
    deps,
    atDesk,
    bus: () =>
      commits.flatMap(({ changes }) => changes.flatMap(({ history }) => history.flatMap((row) => row.announcements))),
    passTo: (time: string) => {
      now = instantOf(time);
    },
    wakeAt: async (time: string) => {
      now = instantOf(time);
      await clock({ OFFER: (id, call) => deps.offers.run(id, { type: "note-time", at: call.at }, call) }, deps)();
    },
    /** An event of exchange is delivered; answers whether it was taken. */
    deliver: async (name: string, data: unknown, eventId: string = randomUUID()): Promise<boolean> => {
      const meta = { eventId, recordedAt: now, effectiveAt: now, correlationId: "request-1", ownerAuthority: "police" };
      const body = JSON.stringify({ "detail-type": name, detail: { meta: { ...meta, version: 1 }, data } });
      const { batchItemFailures } = await handleEvents({ Records: [{ messageId: eventId, body }] } as never);
      return batchItemFailures.length === 0;
    },
    call: async (who: Staff, verb: Verb, { version = 1, key = randomUUID() as string, ...sent }: Sent = {}) => {
      const event = request(jobs.operations[verb], who, { version, key, ...sent });
      const { statusCode, body: text } = await handleRequest(
        event as never,
        { getRemainingTimeInMillis: () => 10_000 } as never,
      );
      const body = JSON.parse(text);
      return {
        status: statusCode,
        text,
        body,
        slug: body.type?.replace("urn:trygt:problem:", "") as string | undefined,
      };
    },
  };
};

type Sent = {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly version?: number;
  readonly key?: string;
};

const request = (operation: Operation, { id, agency, role }: Staff, { body, query, version, key = "" }: Sent) => ({
  version: "2.0",
  routeKey: operation.route,
  rawPath: operation.path.replace("{ticketId}", ticketId),
  rawQueryString: "",
  headers: {
    accept: "application/json",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(writes(operation) ? { "idempotency-key": key, "if-match": `"${version}"` } : { "access-reason": "case-work" }),
  },
  ...(query === undefined ? {} : { queryStringParameters: query }),
  ...(operation.params === undefined ? {} : { pathParameters: { ticketId } }),
  requestContext: {
    authorizer: {
      jwt: {
        claims: { sub: id, agency, roles: `[${role}]`, nsis: "https://data.gov.dk/concept/core/nsis/loa/Substantial" },
        scopes: [],
      },
    },
    requestId: randomUUID(),
  },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  isBase64Encoded: false,
});

import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient, partnership } from "@trygt/client";
import { type Announcement, type EventMeta, sourceOf } from "@trygt/contracts";
import type { DeadLetter, JournalledEvent, Letter, SignedInPerson } from "@trygt/local-cloud";
import type { Neighbours } from "./fault-proxy.ts";
import { end, start } from "./process.ts";
import { askEngine, type Row, rowsOf } from "./tables.ts";

/** When the stories begin, unless they say otherwise: Monday 2 March 2026 at nine. */
export const monday = "2026-03-02T09:00:00+01:00";

/** How a city is started. */
export type BootOptions = {
  /** Instant at which the clock is set; `undefined` goes on from the data folder. */
  readonly now?: string | undefined;
  /** A data folder to go on from; a fresh one unless said. */
  readonly data?: string;
  /** Folder of the assembly; the one that was synthesized unless said. */
  readonly assembly?: string;
};

/** A member of staff at work: the typed client, and the bare way for requests that no client would send. */
export type Colleague = Client<typeof partnership> & {
  readonly id: string;
  readonly token: string;
  /** Sends a request as it is, with the person's token unless the headers bear another. */
  readonly send: (route: string, request?: Sent) => Promise<Response>;
};

/** A request that is sent as it is; a body that is no text is written as JSON. */
export type Sent = { readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

/** The two tables of visits. */
export type VisitsTable = "records" | "access-log";

/** The partnership on one machine, in a process of its own. */
export type City = {
  readonly url: string;
  readonly data: string;
  readonly pid: number;
  /** Where those answer whom the functions call. */
  readonly neighbours: Neighbours;
  readonly as: (name: string) => Colleague;
  /** Moves the clock by an ISO duration, `P14D`, or to an instant; what fell due has then been done. */
  readonly advance: (move: string) => Promise<void>;
  /** The instant of the city's clock, with Copenhagen's offset. */
  readonly now: () => Promise<string>;
  readonly settle: () => Promise<void>;
  readonly events: (name?: string) => Promise<readonly JournalledEvent[]>;
  readonly deadLetters: () => Promise<readonly DeadLetter[]>;
  readonly redrive: () => Promise<{ readonly moved: number; readonly left: number }>;
  readonly letters: () => Promise<readonly Letter[]>;
  /** All rows of a table of visits, or of another table by its logical name. */
  readonly rows: (table: VisitsTable | string) => Promise<readonly Row[]>;
  /** A request to DynamoDB on a table, past all services: what a function that was taken over could send. */
  readonly askTable: (table: VisitsTable | string, action: "DeleteItem" | "PutItem", input: object) => Promise<unknown>;
  /** What the functions have written to their log, line by line. */
  readonly log: () => string;
  /** Puts another service's event on the bus; the same `meta` again is the same event again. Needs the assembly with an announcer. */
  readonly announce: (announcement: Announcement, meta?: Partial<EventMeta>) => Promise<EventMeta>;
  /** Ends the process as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Ends the process and, where the folder was its own, removes the data. */
  readonly stop: () => Promise<void>;
};

/** Boots the city and answers when it takes requests. Throws with its words when it does not start. */
export const boot = async (options: BootOptions = {}): Promise<City> => {
  const data = options.data ?? mkdtempSync(join(tmpdir(), "trygt-journey-"));
  const now = "now" in options ? options.now : monday;
  const started = await start(
    ...["--port", "0", "--data", data],
    ...(now === undefined ? [] : ["--now", now]),
    ...(options.assembly === undefined ? [] : ["--assembly", options.assembly]),
  );
  if (!("url" in started)) throw new Error(`The city did not boot: ${started.told}`);
  const { url, process } = started;
  const people = await ask<readonly SignedInPerson[]>(url, "/_local/people");
  const { engine, aws, tables } = await ask<Overview>(url, "/_local/overview");

  const clock = async () => (await ask<{ readonly now: string }>(url, "/_local/clock")).now;

  return {
    url,
    data,
    pid: process.pid ?? 0,
    neighbours: { tables: engine, aws, outside: url },
    as: (name) => {
      const person = people.find((one) => one.name === name);
      if (person === undefined) throw new Error(`Nobody of the cast is called ${name}`);
      return colleague(url, person);
    },
    advance: async (move) => {
      await ask(url, "/_local/clock", move.startsWith("P") ? { advance: move } : { to: move });
    },
    now: clock,
    settle: async () => {
      await ask(url, "/_local/settle", {});
    },
    events: async (name) => {
      const events = await ask<readonly JournalledEvent[]>(url, "/_local/events");
      return name === undefined ? events : events.filter((event) => event["detail-type"] === name);
    },
    deadLetters: () => ask(url, "/_local/dead-letters"),
    redrive: () => ask(url, "/_local/dead-letters/redrive", {}),
    letters: () => ask(url, "/_local/letters"),
    rows: (table) => rowsOf(engine, nameOf(table, tables)),
    askTable: (table, action, input) => askEngine(engine, action, { TableName: nameOf(table, tables), ...input }),
    log: () => readFileSync(join(data, "log.jsonl"), "utf8"),
    announce: async ({ name, data: thin, about }, given = {}) => {
      const at = new Date(await clock()).toISOString();
      const meta: EventMeta = {
        eventId: randomUUID(),
        recordedAt: at,
        effectiveAt: at,
        correlationId: randomUUID(),
        ownerAuthority: "police",
        version: 1,
        ...about,
        ...given,
      };
      await ask(url, "/announcements", {
        Source: sourceOf(name.slice(0, name.indexOf("."))),
        DetailType: name,
        Detail: { meta, data: thin },
      });
      return meta;
    },
    kill: async () => {
      await end(process, "SIGKILL");
    },
    stop: async () => {
      await end(process, "SIGTERM");
      if (options.data === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
};

type Overview = { readonly engine: string; readonly aws: string; readonly tables: readonly string[] };

const nameOf = (table: string, tables: readonly string[]): string => {
  const logical: Readonly<Record<string, string>> = { records: "VisitsTable", "access-log": "VisitsAccessLog" };
  const wanted = logical[table] ?? table;
  const name = tables.find((one) => one.replaceAll("-", "").includes(wanted));
  if (name === undefined) throw new Error(`There is no table ${table}`);
  return name;
};

const ask = async <Reply>(url: string, path: string, body?: unknown): Promise<Reply> => {
  const response = await fetch(`${url}${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { "content-type": "application/json" },
  });
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Reply;
};

const colleague = (url: string, { sub, token }: SignedInPerson): Colleague => ({
  ...createClient({ baseUrl: url, token, contracts: partnership }),
  id: sub,
  token,
  send: (route, { headers = {}, body } = {}) => {
    const [method = "GET", path = "/"] = route.split(" ");
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    return fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(text === undefined ? {} : { "content-type": "application/json" }),
        ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
        ...headers,
      },
      ...(text === undefined ? {} : { body: text }),
    });
  },
});

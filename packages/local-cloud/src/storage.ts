import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startRefusal } from "./refusal.ts";

/** What the local cloud remembers itself: queues, the bus journal, stream checkpoints, keys and the clock. The tables are the engine's. */
export type Storage = {
  readonly database: DatabaseSync;
  /** Runs the work in one transaction: all of it lasts, or none. */
  readonly atomically: <T>(work: () => T) => T;
  readonly setting: (name: string) => string | undefined;
  readonly saveSetting: (name: string, value: string) => void;
  readonly close: () => void;
};

const schema = `
  create table if not exists settings (name text primary key, value text not null) strict;
  create table if not exists events (sequence integer primary key autoincrement, at integer not null, event text not null) strict;
  create table if not exists messages (
    id integer primary key autoincrement,
    queue text not null, message_id text not null, body text not null, attributes text not null,
    sent_at integer not null, visible_at integer not null,
    received integer not null default 0, first_received_at integer,
    receipt text, source text, reason text
  ) strict;
  create index if not exists waiting on messages (queue, visible_at, id);
`;

const open = (file: string, folder: string): DatabaseSync => {
  try {
    const database = new DatabaseSync(file);
    // Exclusive locking keeps a second Trygt off the folder; the wait lets one that was just killed let go.
    database.exec(
      "pragma busy_timeout = 3000; pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal;",
    );
    database.exec(schema);
    return database;
  } catch (error) {
    const problem = (error as Error).message;
    throw startRefusal(
      /locked|busy/.test(problem)
        ? `the data folder ${folder} is in use by another Trygt. Stop that one, or name another folder with --data.`
        : `the data folder ${folder} cannot be used (${problem}). Name another folder with --data, or remove this one.`,
    );
  }
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Makes a folder and those above it that are missing; one that is there is left as it is. Throws what the system says where it
 * cannot.
 */
const makeFolder = (folder: string): void => {
  const parent = dirname(folder);
  // Node's own recursive mkdir never ends below /proc, which answers that a new folder's parent is missing when it is there
  if (parent !== folder && !isFolder(parent)) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!isFolder(folder)) throw error;
  }
};

/** Opens what is remembered in a data folder, or in memory. Refuses a folder it cannot write or that another Trygt holds. */
export const openStorage = (data: string): Storage => {
  if (data !== "memory") {
    try {
      makeFolder(data);
    } catch (error) {
      throw startRefusal(
        `the data folder ${data} cannot be made (${(error as Error).message}). Name another with --data.`,
      );
    }
  }
  const database = open(data === "memory" ? ":memory:" : join(data, "cloud.sqlite"), data);
  const read = database.prepare("select value from settings where name = ?");
  const write = database.prepare(
    "insert into settings values (?, ?) on conflict (name) do update set value = excluded.value",
  );
  return {
    database,
    atomically: (work) => {
      database.exec("begin immediate");
      try {
        const result = work();
        database.exec("commit");
        return result;
      } catch (error) {
        database.exec("rollback");
        throw error;
      }
    },
    setting: (name) => read.get(name)?.["value"] as string | undefined,
    saveSetting: (name, value) => void write.run(name, value),
    close: () => database.close(),
  };
};

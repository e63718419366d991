import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startRefusal } from "./start-refusal.ts";

/** Named texts that last as long as the data folder. A host may keep its own beside the runner's. */
export type Settings = {
  readonly setting: (name: string) => string | undefined;
  readonly saveSetting: (name: string, value: string) => void;
};

/** What the runner itself stores: queues, the bus journal, stream checkpoints, keys and the clock. The tables are the engine's. */
export type Storage = Settings & {
  readonly database: DatabaseSync;
  /** Runs the work in one transaction: all of it lasts, or none. */
  readonly transaction: <T>(work: () => T) => T;
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
    // Exclusive locking keeps a second runner off the folder; the wait gives one that was just killed time to let go.
    database.exec(
      "pragma busy_timeout = 3000; pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal;",
    );
    database.exec(schema);
    return database;
  } catch (error) {
    const reason = (error as Error).message;
    throw startRefusal(
      /locked|busy/.test(reason)
        ? { code: "data-folder-in-use", folder }
        : { code: "data-folder-unusable", folder, reason },
    );
  }
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Creates a folder and those above it that are missing; one that exists is left as it is. Throws the error of the system. */
const createFolder = (folder: string): void => {
  const parent = dirname(folder);
  // Node's own recursive mkdir never ends below /proc, which reports a missing parent even where there is one
  if (parent !== folder && !isFolder(parent)) createFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!isFolder(folder)) throw error;
  }
};

/** Opens the storage in a data folder, or in memory. Refuses a folder that cannot be written or that another runner uses. */
export const openStorage = (data: string): Storage => {
  if (data !== "memory") {
    try {
      createFolder(data);
    } catch (error) {
      throw startRefusal({ code: "data-folder-not-created", folder: data, reason: (error as Error).message });
    }
  }
  const database = open(data === "memory" ? ":memory:" : join(data, "cloud.sqlite"), data);
  const read = database.prepare("select value from settings where name = ?");
  const write = database.prepare(
    "insert into settings values (?, ?) on conflict (name) do update set value = excluded.value",
  );
  return {
    database,
    transaction: (work) => {
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

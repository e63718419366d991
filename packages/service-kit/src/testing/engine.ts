import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
// biome-ignore lint/plugin: tests make the tables that the infrastructure makes elsewhere
import { CreateTableCommand, DynamoDBClient, ListTablesCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Tables } from "../dynamodb/store.ts";

/** One request of a client: its command, the how-manieth of the client it is, and how often it has been tried, all from 1. */
export type EngineRequest = { readonly command: string; readonly number: number; readonly attempt: number };

/** How a client differs from a plain one that tries once. */
export type EngineClient = {
  /** Told each command first; what it throws is what the client gets for an answer. */
  readonly before?: (command: string) => unknown;
  /** Told each answer when the engine has given it; what it throws is what the client gets instead, as over a connection that breaks. */
  readonly answered?: (request: EngineRequest) => unknown;
  readonly maxAttempts?: number;
};

/** A DynamoDB engine in memory, for the tests of one file. */
export type TestEngine = {
  /** Where it answers, for clients that are made elsewhere. */
  readonly endpoint: string;
  /** A client of its own. */
  readonly client: (told?: EngineClient) => DynamoDBClient;
  /** Two new empty tables, keyed and indexed as the infrastructure makes them. */
  readonly tables: () => Promise<Omit<Tables, "client">>;
  /** All rows of a table. */
  readonly rows: (table: string) => Promise<readonly Record<string, unknown>[]>;
  readonly stop: () => Promise<void>;
};

// The engine ends with the pipe from this process, so that a test run that is killed leaves none behind
const leash = '"$0" "$@" & pid=$!; cat >/dev/null; kill -9 $pid';

// Where there is no package for a platform, the shell looks for the engine on the PATH
const binary = (): string => {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "dynoxide");
  } catch {
    return "dynoxide";
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const answers = async (client: DynamoDBClient): Promise<void> => {
  for (let tried = 1; ; tried += 1) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (tried === 500) throw error;
      await sleep(5);
    }
  }
};

/** Starts the engine, of the package for this platform or from the PATH. Throws when there is none or it does not answer within a few seconds. */
export const startEngine = async (): Promise<TestEngine> => {
  const port = await freePort();
  const engine: ChildProcess = spawn("sh", ["-c", leash, binary(), "serve", "--port", String(port)], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const clients: DynamoDBClient[] = [];
  const client: TestEngine["client"] = ({ before, answered, maxAttempts = 1 } = {}) => {
    const made = new DynamoDBClient({
      endpoint,
      region: "eu-central-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      maxAttempts,
    });
    if (before !== undefined)
      made.middlewareStack.add(
        (next, { commandName = "" }) =>
          async (given) => {
            await before(commandName);
            return next(given);
          },
        { step: "initialize" },
      );
    let number = 0;
    if (answered !== undefined)
      made.middlewareStack.add(
        (next, { commandName = "" }) => {
          number += 1;
          const request = { command: commandName.replace("Command", ""), number };
          let attempt = 0;
          return async (given) => {
            attempt += 1;
            const answer = await next(given);
            await answered({ ...request, attempt });
            return answer;
          };
        },
        // Within the tries of the SDK
        { step: "deserialize", priority: "high" },
      );
    clients.push(made);
    return made;
  };
  const own = client();
  await answers(own);
  return {
    endpoint,
    client,
    tables: async () => {
      const table = `records-${randomUUID()}`;
      const accessLog = `access-log-${randomUUID()}`;
      await own.send(
        createTable(table, { worklist: ["worklist", "sortKey", ["shows", "version"]], due: ["dueShard", "due", []] }),
      );
      await own.send(createTable(accessLog, { about: ["about", "at", "all"], staff: ["staff", "at", "all"] }));
      return { table, accessLog, pause: async () => undefined };
    },
    rows: async (table) =>
      (await Array.fromAsync(paginateScan({ client: own }, { TableName: table, ConsistentRead: true }))).flatMap(
        ({ Items = [] }) => Items.map((item) => unmarshall(item)),
      ),
    stop: async () => {
      for (const made of clients) made.destroy();
      const ended = new Promise((resolve) => engine.once("exit", resolve));
      engine.stdin?.end();
      await ended;
    },
  };
};

const projectionOf = (shows: readonly string[] | "all") => {
  if (shows === "all") return { ProjectionType: "ALL" as const };
  if (shows.length === 0) return { ProjectionType: "KEYS_ONLY" as const };
  return { ProjectionType: "INCLUDE" as const, NonKeyAttributes: [...shows] };
};

const createTable = (
  name: string,
  indexes: { readonly [name: string]: readonly [hash: string, range: string, shows: readonly string[] | "all"] },
) => {
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: "HASH" as const },
    { AttributeName: range, KeyType: "RANGE" as const },
  ];
  const named = Object.entries(indexes);
  return new CreateTableCommand({
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: keys("pk", "sk"),
    AttributeDefinitions: [...new Set(["pk", "sk", ...named.flatMap(([, [hash, range]]) => [hash, range])])].map(
      (attribute) => ({
        AttributeName: attribute,
        AttributeType: "S",
      }),
    ),
    ...(named.length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: named.map(([index, [hash, range, shows]]) => ({
            IndexName: index,
            KeySchema: keys(hash, range),
            Projection: projectionOf(shows),
          })),
        }),
  });
};

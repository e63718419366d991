import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// The engine ends with the pipe from this process, so that a test run that is killed leaves none behind
const leash = '"$0" "$@" & pid=$!; cat >/dev/null; kill -9 $pid';

const binary = (): string => {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "dynoxide");
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

/** A DynamoDB engine in memory, for the tests of one file. Throws when its binary is not installed or it does not answer within a few seconds. */
export const startEngine = async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn("sh", ["-c", leash, binary(), "serve", "--port", String(port)], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Tables are made over the bare protocol: only the kit holds a client
  const ask = async (command: string, content: object): Promise<void> => {
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${command}`,
        "x-amz-date": "20260302T080000Z",
        // The engine reads the form of a signature and not what it signs
        authorization:
          "AWS4-HMAC-SHA256 Credential=local/20260302/eu-central-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00",
      },
      body: JSON.stringify(content),
    });
    if (!answer.ok) throw new Error(`${command} got ${answer.status}`);
  };
  for (let tried = 1; ; tried += 1) {
    try {
      await ask("ListTables", {});
      break;
    } catch (error) {
      if (tried === 500) throw error;
      await sleep(5);
    }
  }
  return {
    url,
    /** Two new empty tables, keyed and indexed as the infrastructure makes them (DESIGN § 6). */
    tables: async () => {
      const table = `exchange-${randomUUID()}`;
      const accessLog = `access-log-${randomUUID()}`;
      await ask("CreateTable", description(table, { worklist: ["who", "when"], due: ["dueShard", "due"] }));
      await ask("CreateTable", description(accessLog, {}));
      return { table, accessLog };
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.stdin?.end();
      await ended;
    },
  };
};

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];

const description = (TableName: string, indexes: Readonly<Record<string, readonly [string, string]>>) => ({
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  KeySchema: keys("pk", "sk"),
  AttributeDefinitions: ["pk", "sk", ...Object.values(indexes).flat()].map((AttributeName) => ({
    AttributeName,
    AttributeType: "S",
  })),
  ...(Object.keys(indexes).length === 0
    ? {}
    : {
        GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, pair]) => ({
          IndexName,
          KeySchema: keys(...pair),
          Projection: { ProjectionType: "ALL" },
        })),
      }),
});

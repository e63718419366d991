import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Lighter, unread } from "./lighter.ts";

/** Errors that Trygt tells apart by class. All others keep their name, status and message without a class of their own. */
const toldApart = new Set(["ConditionalCheckFailedException", "TransactionCanceledException"]);

const withoutRegistrations = (schemas: string): string =>
  schemas
    .replace(/^import \{(.*)\} from "\.\.\/models\/errors";$/m, (_, names: string) => {
      const kept = names.split(",").filter((name) => toldApart.has(name.trim()));
      return `import {${kept.join(",")}} from "../models/errors";`;
    })
    .replace(/^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm, (text, name) => (toldApart.has(name) ? text : ""));

/** Writes `{ [_e]: _c }` as `{ "error": _c }`: a computed key might do something, so that esbuild keeps the schemas of every operation. */
const plainKeys = (schemas: string): string => {
  const texts = new Map([...schemas.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, text]) => [name, text]));
  return schemas.replace(/\[(_\w+)\]:/g, (key, name) => (texts.has(name) ? `${texts.get(name)}:` : key));
};

const awsJson = (name: string, contentType: string): Lighter => ({
  module: new RegExp(`protocols\\/json\\/${name}\\.js$`),
  instead: () => `import { awsJson } from "${join(import.meta.dirname, "../aws-json/protocol.ts")}";
    export const ${name} = awsJson("${contentType}");`,
});

/** How requests are written and answers read: by the SDK's own schemas, with two small protocols in place of its many (`aws-json/protocol.ts`). */
export const messages: readonly Lighter[] = [
  awsJson("AwsJson1_0Protocol", "application/x-amz-json-1.0"),
  awsJson("AwsJson1_1Protocol", "application/x-amz-json-1.1"),
  awsJson("AwsRestJsonProtocol", "application/octet-stream"),
  {
    module: /dynamodb-codec\/dist-es\/codec-v2\/DynamoDBJsonCodec2\.js$/,
    instead: () => "export class DynamoDBJsonCodec2 {}",
  },
  {
    module: /submodules\/schema\/TypeRegistry\.js$/,
    instead: () => `export { TypeRegistry } from "${join(import.meta.dirname, "../aws-json/failures.ts")}";`,
  },
  {
    // Asked whether an operation streams events; none of ours does
    module: /schema\/schemas\/NormalizedSchema\.js$/,
    instead: () => `export class NormalizedSchema {
        static of() {
          return { getEventStreamMember: () => undefined };
        }
      }${unread("isStaticSchema", "simpleSchemaCacheN", "simpleSchemaCacheS")}`,
  },
  {
    // Each error has a class of 200 bytes. An import of one that is dropped here does not bundle
    module: /client-\w+\/dist-es\/models\/errors\.js$/,
    instead: async ({ path }) =>
      (await readFile(path, "utf8")).replace(/^export class (\w+) [\s\S]*?^}\n/gm, (text, name) =>
        toldApart.has(name) ? text : "",
      ),
  },
  {
    // ... and is registered by name beside the schemas, which keeps all of them alive
    module: /client-\w+\/dist-es\/schemas\/schemas_0\.js$/,
    instead: async ({ path }) => withoutRegistrations(plainKeys(await readFile(path, "utf8"))),
  },
];

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const run = promisify(execFile);

/** A law, one line that breaks it where it must not stand, and the same line where it may. */
type Plant = {
  readonly law: string;
  readonly rule: string;
  readonly line: string;
  readonly breaks: string;
  readonly keeps?: string;
  /** Another file that the broken law needs. */
  readonly beside?: { readonly path: string; readonly line: string };
};

const domain = "services/plant/src/domain/rule.ts";
const records = "services/plant/src/records/rule.ts";
const announce = "services/plant/src/announce.ts";
const shell = "services/plant/src/operations/rule.ts";
const port = "services/plant/src/ports/register.ts";
const restricted = "lint/style/noRestrictedImports";
const globals = "lint/style/noRestrictedGlobals";
const properties = "lint/nursery/noJsRestrictedProperties";

const imported = (source: string): string => `export { thing } from "${source}";`;
const global = (expression: string): string => `export const read = ${expression};`;

const plants: readonly Plant[] = [
  ...["@aws-sdk/client-kms", "@middy/core", "node:crypto", "@trygt/service-kit", "../announce.ts"].map((source) => ({
    law: `a rule does not import ${source}`,
    rule: restricted,
    line: imported(source),
    breaks: domain,
    keeps: shell,
  })),
  ...["@aws-sdk/client-kms", "node:crypto", "@trygt/service-kit", "../operations/rule.ts"].map((source) => ({
    law: `a record type does not import ${source}`,
    rule: restricted,
    line: imported(source),
    breaks: records,
    keeps: "services/plant/src/records/index.ts",
  })),
  {
    law: "what leaves is told by states and events alone",
    rule: restricted,
    line: imported("node:crypto"),
    breaks: announce,
    keeps: shell,
  },
  {
    law: "a record type does not read the time",
    rule: globals,
    line: global("Date.now()"),
    breaks: records,
    keeps: shell,
  },
  ...[
    "new Date()",
    "Date.now()",
    "process.pid",
    "crypto.randomUUID()",
    'fetch("https://persons.example")',
    "console",
    "globalThis",
    "performance.now()",
  ].map((expression) => ({
    law: `a rule does not read ${expression}`,
    rule: globals,
    line: global(expression),
    breaks: domain,
    keeps: shell,
  })),
  { law: "a rule does not throw dice", rule: properties, line: global("Math.random()"), breaks: domain, keeps: shell },
  {
    law: "a service does not read the environment",
    rule: "lint/style/noProcessEnv",
    line: global("process.env.TABLE_NAME"),
    breaks: port,
    keeps: "scripts/settings.ts",
  },
  {
    law: "the environment is not imported past that law",
    rule: "lint/style/noProcessEnv",
    line: 'import { env } from "node:process";\nexport const read = env.TABLE_NAME;',
    breaks: "packages/service-kit/src/settings.ts",
    keeps: "infra/src/settings.ts",
  },
  {
    law: "only ports build clients",
    rule: "plugin",
    line: 'import { KMSClient } from "@aws-sdk/client-kms";\nimport { awsCall, awsClient } from "@trygt/service-kit";\nexport const kms = awsClient(KMSClient, awsCall);',
    breaks: shell,
    keeps: port,
  },
  {
    law: "the kit builds clients where functions begin",
    rule: "plugin",
    line: 'import { SQSClient } from "@aws-sdk/client-sqs";\nimport { awsClient } from "../time-limits/aws-client.ts";\nexport const queue = awsClient(SQSClient, { connectMs: 1, answerMs: 1, maxAttempts: 1 });',
    breaks: "packages/service-kit/src/http/queue.ts",
    keeps: "packages/service-kit/src/functions/plant-function.ts",
  },
  ...["new KMSClient({})", "new KMS()", "DynamoDBDocument.from({})", 'fetch("https://persons.example")'].map(
    (expression) => ({
      law: `${expression} has no limit of time`,
      rule: "plugin",
      line: global(expression),
      breaks: port,
      keeps: "benchmarks/src/call.ts",
    }),
  ),
  ...["node:http", "https", "node:tls"].map((source) => ({
    law: `nobody connects by ${source} past the limits of time`,
    rule: "plugin",
    line: imported(source),
    breaks: port,
    keeps: "packages/service-kit/src/ports/json-call.ts",
  })),
  {
    law: "the entry points of the kit do not build clients without limits either",
    rule: "plugin",
    line: 'import { SQS } from "@aws-sdk/client-sqs";\nexport const queue = new SQS();',
    breaks: "packages/service-kit/src/functions/other-function.ts",
    keeps: "packages/service-kit/src/time-limits/aws-client.ts",
  },
  {
    law: "only the relay publishes",
    rule: "plugin",
    line: 'import { PutEventsCommand } from "@aws-sdk/client-eventbridge";\nexport const put = PutEventsCommand;',
    breaks: shell,
    keeps: "packages/service-kit/src/functions/relay.ts",
  },
  {
    law: "only the store writes",
    rule: "plugin",
    line: imported("@aws-sdk/client-dynamodb"),
    breaks: shell,
    keeps: "packages/service-kit/src/dynamodb/store.ts",
  },
  {
    law: "the store is not passed by with a late import",
    rule: "plugin",
    line: 'export const dynamodb = () => import("@aws-sdk/lib-dynamodb");',
    breaks: "packages/service-kit/src/records/repository.ts",
    keeps: "packages/assembly-runner/src/dynamodb/tables.ts",
  },
  {
    law: "nobody imports a file inside another package",
    rule: restricted,
    line: imported("@trygt/contracts/src/event.ts"),
    breaks: shell,
  },
  { law: "schemas are mini", rule: restricted, line: imported("zod"), breaks: shell },
  {
    law: "zod is imported as a namespace",
    rule: restricted,
    line: 'export { z } from "zod/mini";',
    breaks: "packages/contracts/src/values/money.ts",
  },
  {
    law: "only configuration has a default export",
    rule: "lint/style/noDefaultExport",
    line: "export default {};",
    breaks: shell,
    keeps: "vitest.config.ts",
  },
  {
    law: "imports make no circle",
    rule: "lint/suspicious/noImportCycles",
    line: 'export { other } from "./other.ts";\nexport const one = 1;',
    breaks: "services/plant/src/one.ts",
    beside: { path: "services/plant/src/other.ts", line: 'export { one } from "./one.ts";\nexport const other = 2;' },
  },
  {
    law: "only programs for people write to the console",
    rule: "lint/suspicious/noConsole",
    line: 'console.log("here");',
    breaks: shell,
    keeps: "packages/local-cloud/src/start.ts",
  },
  {
    law: "no module is mocked",
    rule: properties,
    line: 'import { vi } from "vitest";\nvi.mock("./ports/register.ts");',
    breaks: "services/plant/src/operations.test.ts",
  },
  ...["toMatchSnapshot", "toMatchInlineSnapshot", "toThrowErrorMatchingInlineSnapshot"].map((assertion) => ({
    law: `no test says ${assertion}`,
    rule: properties,
    line: `import { expect } from "vitest";\nexpect(1).${assertion}();`,
    breaks: "services/plant/src/operations.test.ts",
  })),
  {
    law: "a package names what it imports",
    rule: "lint/correctness/noUndeclaredDependencies",
    line: imported("left-pad"),
    breaks: shell,
  },
  {
    law: "an import names its file",
    rule: "lint/correctness/useImportExtensions",
    line: imported("./other"),
    breaks: shell,
    beside: { path: "services/plant/src/operations/other.ts", line: "export const thing = 1;" },
  },
];

const plant = async (folder: string, path: string, content: string): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), `${content}\n`);
};

// Every plant grows in a service of its own, so that one run of the linter judges all of them
const grown = (path: string, side: "breaks" | "keeps", at: number): string =>
  path.replace("services/plant/", `services/${side}-${at}/`);

type Report = {
  readonly diagnostics: readonly { readonly category: string; readonly location: { readonly path: string } }[];
};

/** What the linter finds in a folder, as `<rule> <path>`. */
const findings = async (folder: string): Promise<ReadonlySet<string>> => {
  const { stdout } = await run(
    join(root, "node_modules/.bin/biome"),
    ["lint", "--reporter=json", "--max-diagnostics=none", "--vcs-enabled=false", "."],
    { cwd: folder, maxBuffer: 2 ** 26 },
  ).catch((failed: { readonly stdout: string }) => failed);
  const { diagnostics } = JSON.parse(stdout) as Report;
  return new Set(diagnostics.map(({ category, location }) => `${category} ${location.path}`));
};

/** What each kind of pure file may import. */
const welcome = [
  "./other.ts",
  "../policy.ts",
  "zod/mini",
  "@trygt/contracts",
  "@trygt/contracts/visits",
  "@trygt/service-kit/rules",
];

const folder = await mkdtemp(join(tmpdir(), "trygt-laws-"));
afterAll(() => rm(folder, { recursive: true }));

describe("the laws of the linter", () => {
  let found: ReadonlySet<string>;

  beforeAll(async () => {
    await cp(join(root, "biome.json"), join(folder, "biome.json"));
    await cp(join(root, "biome"), join(folder, "biome"), { recursive: true });
    for (const [at, { line, breaks, keeps, beside }] of plants.entries()) {
      await plant(folder, grown(breaks, "breaks", at), line);
      if (keeps !== undefined) await plant(folder, grown(keeps, "keeps", at), line);
      if (beside !== undefined) await plant(folder, grown(beside.path, "breaks", at), beside.line);
      await plant(folder, `services/breaks-${at}/package.json`, "{}");
    }
    await plant(folder, "services/welcome/src/domain/rule.ts", welcome.map((from) => `import "${from}";`).join("\n"));
    found = await findings(folder);
  }, 30_000);

  it("a rule imports contracts, the words of rules, mini schemas and its own domain", () => {
    expect(found).not.toContain(`${restricted} services/welcome/src/domain/rule.ts`);
  });

  it.each(plants.map((one, at) => ({ ...one, at })))("$law", ({ rule, breaks, keeps, at }) => {
    expect(found).toContain(`${rule} ${grown(breaks, "breaks", at)}`);
    if (keeps !== undefined) expect(found).not.toContain(`${rule} ${grown(keeps, "keeps", at)}`);
  });
});

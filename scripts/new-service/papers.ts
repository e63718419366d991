import type { Names } from "./names.ts";

/** The manifest, with the versions that visits uses. */
export const manifest = ({ service }: Names, versions: Readonly<Record<string, string>>): string => {
  const dependencies = ["@trygt/contracts", "@trygt/service-kit", "zod"];
  return JSON.stringify({
    name: `@trygt/${service}`,
    version: "0.1.0",
    private: true,
    type: "module",
    license: "EUPL-1.2",
    sideEffects: false,
    exports: { "./subscriptions": "./src/subscriptions.ts" },
    scripts: { typecheck: "tsc -p tsconfig.json", bundle: "node ../../scripts/bundle.ts" },
    dependencies: Object.fromEntries(dependencies.map((name) => [name, versions[name] ?? "*"])),
  });
};

/** What a reader must be told, with what is still to be said. */
export const readme = ({ service, purpose, words, thing, One, Many, path }: Names): string => `
# ${service}

${purpose}.

*Say here which point of the agreement it carries out, for whom, and which law it rests on.*

## States

\`\`\`mermaid
stateDiagram-v2
  [*] --> open: open
  open --> closed: close
  open --> closed: time (openDays)
  closed --> [*]: time (closedDays)
\`\`\`

## In and out

| | |
|---|---|
| \`POST ${path}\` | open a ${words} |
| \`POST ${path}/{id}/closing\` | close a ${words} |
| \`GET ${path}\` | what my own authority has open |
| \`GET ${path}/{id}\` | one of them |
| announces \`${service}.${thing}-closed.v1\` | the end of a ${words} |
| listens to | nothing yet |

## To be decided

- Who may do what: \`by\` of \`open${One}\`, \`close${One}\`, \`list${Many}\` and \`read${One}\` in the contract, \`visibleTo\` in \`storage.ts\`.
- The rules: \`src/domain/${thing}.ts\`, each with the rule id that it keeps; then its line in \`docs/law.md\`.
- The days in \`src/domain/policy.ts\`, and what ends when.
- Personal data: none so far. When there are, they stand in the vault (\`vault\` of the command and of \`file\`), never in the state.
- Events of others: \`src/subscriptions.ts\`; then \`src/lambda/subscriber.ts\`, as in ADR 30.

## Peculiarities

*Say here what a reader would not expect.*
`;

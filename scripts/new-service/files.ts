import { contract } from "./contract.ts";
import type { Names } from "./names.ts";
import { manifest, readme } from "./papers.ts";
import { aggregate, policy, rulesTest } from "./rules.ts";
import { announce, deps, lambdas, operations, storage, subscriptions, thingOperations, timers } from "./shell.ts";

/** Every file of a new service with its content, by path from the root of the repository. */
export const filesOf = (names: Names, versions: Readonly<Record<string, string>>): ReadonlyMap<string, string> => {
  const { service, thing } = names;
  const own = {
    "package.json": manifest(names, versions),
    "tsconfig.json": '{ "extends": "../../tsconfig.base.json", "include": ["src"] }',
    "turbo.json": '{ "extends": ["//"], "tags": ["service"] }',
    "README.md": readme(names),
    "src/announce.ts": announce(names),
    "src/deps.ts": deps(names),
    "src/storage.ts": storage(names),
    "src/subscriptions.ts": subscriptions(names),
    "src/timers.ts": timers(names),
    "src/operations/index.ts": operations(names),
    [`src/operations/${thing}.ts`]: thingOperations(names),
    "src/domain/policy.ts": policy(),
    [`src/domain/${thing}.ts`]: aggregate(names),
    [`src/domain/${thing}.test.ts`]: rulesTest(names),
    ...Object.fromEntries(Object.entries(lambdas(names)).map(([file, source]) => [`src/lambda/${file}`, source])),
  };
  return new Map([
    [`packages/contracts/src/${service}/index.ts`, contract(names)],
    ...Object.entries(own).map(([path, content]): [string, string] => [`services/${service}/${path}`, content]),
  ]);
};

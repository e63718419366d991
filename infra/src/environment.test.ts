import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundlesOf } from "./bundles.ts";
import { services } from "./partnership.ts";
import { ofKind, stacksOf, synthesized } from "./testing.ts";

const stage = stacksOf(synthesized(), "Trygt-Test");

const kebab = (name: string): string => name.replaceAll(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** The functions of a service with their variables. */
const functionsOf = (name: string) =>
  ofKind(stage[`${name[0]?.toUpperCase()}${name.slice(1)}`] ?? {}, "AWS::Lambda::Function").map(
    ([, { Properties }]): [string, readonly string[]] => [
      kebab(String(Properties["LoggingConfig"].LogGroup.Ref.replace(/Log[0-9A-F]{8}$/, ""))),
      Object.keys(Properties["Environment"].Variables),
    ],
  );

describe.each(services.map(({ api }) => api.contract.name))("the functions of %s", (name) => {
  it.each(functionsOf(name))("%s read every variable that they are given", (bundle, variables) => {
    const code = readFileSync(join(bundlesOf(`services/${name}`), bundle, "index.js"), "utf8");
    expect(variables).not.toEqual([]);
    expect(variables.filter((variable) => !code.includes(variable))).toEqual([]);
  });
});

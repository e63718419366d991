// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { afterAll } from "vitest";
import type { PlatformOptions, RunnerOptions } from "../options.ts";
import { type Runner, runAssembly } from "../runner.ts";
import { writeNotesAssembly } from "./notes.ts";
import { createTestIssuer } from "./tokens.ts";

const issuer = await createTestIssuer();

/** A token of the test issuer for somebody, under the issuer and audience of the written assembly. */
export const token = await issuer.tokenFor({ name: "Ada", groups: ["editors", "readers"] });

/** Runs the notes app, in memory unless a test says otherwise, and stops what it started after the file's last test. */
export const runnersOf = (
  repairFile: string,
): ((options?: Partial<PlatformOptions & RunnerOptions>) => Promise<Runner>) => {
  const runners: Runner[] = [];
  afterAll(() => Promise.all(runners.map((runner) => runner.stop())));
  return async (options = {}) => {
    const assembly = options.assembly ?? writeNotesAssembly(repairFile);
    const runner = await runAssembly({ data: "memory", tokenKeys: issuer.keys, ...options, assembly });
    runners.push(runner);
    return runner;
  };
};

/** A request with the token. */
export const call = (runner: Runner, method: string, path: string, more: RequestInit = {}) =>
  fetch(`${runner.url}${path}`, { method, ...more, headers: { authorization: `Bearer ${token}`, ...more.headers } });

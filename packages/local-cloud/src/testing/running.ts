import { writeNotesAssembly } from "@trygt/assembly-runner/testing";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { afterAll } from "vitest";
import { startCloud } from "../cloud.ts";
import type { Cloud, CloudOptions } from "../options.ts";

/** Starts clouds on the runner's notes app, in memory unless a test says otherwise, and stops them after the file's last test. */
export const cloudsForTests = (): ((options?: Partial<CloudOptions>) => Promise<Cloud>) => {
  const clouds: Cloud[] = [];
  afterAll(() => Promise.all(clouds.map((cloud) => cloud.stop())));
  return async (options = {}) => {
    const assembly = options.assembly ?? writeNotesAssembly("/nowhere");
    const cloud = await startCloud({ data: "memory", ...options, assembly });
    clouds.push(cloud);
    return cloud;
  };
};

/** The token of one of the cloud's people. */
export const tokenOf = (cloud: Cloud, name = "Birk"): string =>
  cloud.people.find((person) => person.name === name)?.token ?? "";

/** A request with a token, Birk's unless told otherwise. */
export const call = (cloud: Cloud, method: string, path: string, more: RequestInit = {}, token = tokenOf(cloud)) =>
  fetch(`${cloud.url}${path}`, { method, ...more, headers: { authorization: `Bearer ${token}`, ...more.headers } });

/** A POST of JSON with no token. */
export const post = (cloud: Cloud, path: string, body: unknown) =>
  fetch(`${cloud.url}${path}`, { method: "POST", body: JSON.stringify(body) });

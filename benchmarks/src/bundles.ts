import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { budgets } from "./budgets.ts";
import { type Line, measured, promised } from "./report.ts";

/** One bundled function of a service, in bytes as deployed and as sent. */
export type Bundle = {
  readonly service: string;
  readonly name: string;
  readonly raw: number;
  readonly gzip: number;
};

const services = join(import.meta.dirname, "../../services");

/** Every bundled function of every service. Throws when a service has not been bundled. */
export const bundleSizes = (): readonly Bundle[] =>
  readdirSync(services).flatMap((service) => {
    const dist = join(services, service, "dist");
    if (!existsSync(dist)) throw new Error(`${dist} is missing. Run "npm run bundle" first.`);
    return readdirSync(dist).map((name) => {
      const code = readFileSync(join(dist, name, "index.js"));
      return { service, name, raw: code.length, gzip: gzipSync(code, { level: 9 }).length };
    });
  });

const inTheBackground = new Set(["clock", "log-watch", "relay", "subscriber"]);

/** Whether somebody waits for the start of a function: of one that answers HTTP requests, and of the desk that it asks. */
export const isWaitedFor = ({ name }: Bundle): boolean => !inTheBackground.has(name);

/** The sizes of all bundles; those that somebody waits for have a budget. */
export const bundles = async (): Promise<readonly Line[]> =>
  bundleSizes().flatMap((bundle) => {
    const what = `${bundle.service} ${bundle.name}`;
    if (!isWaitedFor(bundle))
      return [measured(what, bundle.raw, "bytes"), measured(`${what}, gzip`, bundle.gzip, "bytes")];
    return [promised(what, bundle.raw, budgets.bundleRaw), promised(`${what}, gzip`, bundle.gzip, budgets.bundleGzip)];
  });

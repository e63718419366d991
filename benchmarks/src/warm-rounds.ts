/** Runs in a process of its own, its output thrown away: times requests to two bundles in turns and sends the medians of each round home. */
import { createRequire } from "node:module";
import { registration } from "./machinery/gateway.ts";
import { median } from "./stats.ts";

type Handler = (event: unknown, context: unknown) => Promise<{ readonly statusCode: number }>;

const rounds = 41;
const requests = 150;
const warmUp = 3000;

const require = createRequire(import.meta.url);
const handlers = process.argv.slice(2).map((file) => (require(file) as { readonly handler: Handler }).handler);

const once = async (handler: Handler): Promise<number> => {
  const event = JSON.parse(JSON.stringify(registration())) as unknown;
  const started = performance.now();
  const { statusCode } = await handler(event, { getRemainingTimeInMillis: () => 9000 });
  const taken = (performance.now() - started) * 1000;
  if (statusCode !== 201) throw new Error(`A warm request was answered ${statusCode}`);
  return taken;
};

// Request by request in turns: a slow moment of the machine falls on all of them
const round = async (times: number): Promise<number[]> => {
  const taken = handlers.map((): number[] => []);
  for (let at = 0; at < times; at += 1)
    for (const [which, handler] of handlers.entries()) taken[which]?.push(await once(handler));
  return taken.map(median);
};

await round(warmUp);
const medians: number[][] = [];
for (let at = 0; at < rounds; at += 1) medians.push(await round(requests));
process.send?.(medians);

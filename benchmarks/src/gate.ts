import { createRequire } from "node:module";
import { bundleOf } from "./machinery/build.ts";
import { type Line, measured } from "./report.ts";
import { median, percentile } from "./stats.ts";

type Gate = { readonly judge: (plan: unknown) => { readonly allowed: boolean } };

const rounds = 101;
const judgements = 2000;
const warmUp = 50_000;

const open = {
  on: "2026-03-02",
  from: "probation",
  to: "employment",
  toNamedPerson: true,
  purpose: "consent",
  use: "release_planning",
  step: "plan_work",
  necessity: "The adviser needs the date to book a first talk before he is out.",
  subject: { age: 24, category: "convicted", custody: "serving_sentence" },
  items: ["contact", "release_date"],
  testsConfirmed: true,
  consent: {
    textVersion: "2026.1",
    language: "da",
    to: ["employment"],
    givenOn: "2026-01-05",
    validUntil: "2026-07-05",
  },
  agreement: "in-force",
};
const shut = { ...open, to: "housing", use: "investigation", agreement: "missing", consent: undefined };
const bySsp = { ...open, purpose: "ssp", consent: undefined };

/** Times the legal gate: microseconds for one judgement with its whole explanation, in the middle of rounds of 2,000. */
export const gateJudgements = async (): Promise<readonly Line[]> => {
  const code = `export * from "./src/domain/gate/gate.ts"`;
  const bundle = await bundleOf("gate", { code, in: "services/exchange" });
  const { judge } = createRequire(import.meta.url)(bundle) as Gate;
  const plans = [
    { what: "open, by ssp", plan: bySsp, allowed: true },
    { what: "open, by consent (reckons with dates)", plan: open, allowed: true },
    { what: "shut, for many reasons", plan: shut, allowed: false },
  ];
  for (const { what, plan, allowed } of plans)
    if (judge(plan).allowed !== allowed) throw new Error(`The gate judges the plan "${what}" otherwise than expected`);

  const timed = (plan: unknown, times: number): number => {
    const started = performance.now();
    for (let at = 0; at < times; at += 1) judge(plan);
    return ((performance.now() - started) * 1000) / times;
  };
  for (const { plan } of plans) timed(plan, warmUp);
  return plans.flatMap(({ what, plan }) => {
    const taken = Array.from({ length: rounds }, () => timed(plan, judgements));
    return [measured(`${what}, p50`, median(taken), "µs"), measured(`${what}, p99`, percentile(taken, 0.99), "µs")];
  });
};

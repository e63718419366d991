/** `npm run bench` prints how the house stands to its budgets; `npm run bench -- cold` runs one benchmark. */
import { bundles } from "./bundles.ts";
import { coldStarts } from "./cold.ts";
import { gateJudgements } from "./gate.ts";
import { growth } from "./growth.ts";
import { localCloud } from "./local-cloud.ts";
import { relayThroughput } from "./relay.ts";
import { type Line, table } from "./report.ts";
import { requestCounts } from "./requests.ts";
import { warmRequests } from "./warm.ts";
import { personalData } from "./words.ts";
import { crowdedTable } from "./worklist.ts";

type Benchmark = { readonly title: string; readonly run: () => Promise<readonly Line[]> };

const benchmarks: Readonly<Record<string, Benchmark>> = {
  bundles: { title: "Bundles", run: bundles },
  requests: { title: "Requests and capacity units of an operation", run: requestCounts },
  cold: { title: "Cold start: process start to first POST answered", run: coldStarts },
  warm: { title: "Warm request, CPU alone", run: warmRequests },
  relay: { title: "Relay, one worker", run: relayThroughput },
  worklist: { title: "A table with 100 and with 100,000 cases of others", run: crowdedTable },
  growth: { title: "What grows: records that are due, large records, long histories", run: growth },
  words: { title: "Personal data in free text, on the corpus", run: personalData },
  gate: { title: "Legal gate, one judgement", run: gateJudgements },
  cloud: { title: "Local cloud", run: localCloud },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}. There are: ${Object.keys(benchmarks).join(", ")}.`);
  process.exit(1);
}
for (const [name, { title, run }] of Object.entries(benchmarks))
  if (asked.length === 0 || asked.includes(name)) console.log(table(`${title} (${name})`, await run()));

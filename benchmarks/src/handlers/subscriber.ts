import { dateOf, instantOf } from "@trygt/contracts";
import { concernDecided } from "@trygt/contracts/visits";
import {
  type Absent,
  accept,
  type Dependencies,
  defineRecords,
  defineSubscriber,
  exists,
  type RecordType,
  reaction,
  subscriberFunction,
} from "@trygt/service-kit";
import * as z from "zod/mini";

type Report = Absent | { readonly status: "noted"; readonly outcomes: readonly string[] };
type Note = { readonly type: "note"; readonly outcome: string };

/** The least that a service can do with another one's event: a report that notes outcomes. */
const reports: RecordType<Report, Note, Note, never> = {
  kind: "REPORT",
  pathParameters: [],
  limits: { outcomes: 1000 },
  decide: (_, command) => accept(command),
  evolve: (report, { outcome }) => ({
    status: "noted",
    outcomes: [...(exists(report) ? report.outcomes : []), outcome],
  }),
  visibleTo: () => true,
  announce: () => [],
  index: () => {
    const reviewOn = dateOf(instantOf(Date.now()));
    return { ownerAuthority: "police", regime: "led", reviewOn, eraseOn: reviewOn };
  },
};

const records = defineRecords({ service: "reports", policy: z.strictObject({}), types: { reports } });
type Reporting = Dependencies<typeof records, never>;

export const handler = subscriberFunction(
  defineSubscriber({
    records,
    ports: {},
    reads: [],
    reactions: [
      reaction(concernDecided, (deps: Reporting, { concernRef: id, outcome }, { context }) =>
        deps.reports.execute({ id, when: "any" }, { type: "note", outcome }, context),
      ),
    ],
  }),
);

import type { Instant } from "@trygt/contracts";
import { exchange } from "@trygt/contracts/exchange";
import { type Dependencies, type Existing, type Handlers, type Loaded, toPage } from "@trygt/service-kit";
import { adviceOf } from "../domain/advice.ts";
import { type Gathering, isOpen } from "../domain/gathering.ts";
import { purgedAt } from "../domain/gathering-due.ts";
import { bandOf } from "../domain/trend.ts";
import type { Policy } from "../policy.ts";
import type { records } from "../records/index.ts";
import { worklist } from "../records/worklists.ts";
import { screened } from "./false-alarm.ts";
import type { DirectoryDependencies } from "./named-party.ts";

type Operations = Pick<
  Handlers<typeof exchange>,
  | "reportGathering"
  | "assessGathering"
  | "agreeAction"
  | "beginAction"
  | "standDown"
  | "debriefGathering"
  | "listGatherings"
  | "readGathering"
  | "readAdvice"
  | "readGatheringFigures"
>;

const { reportGathering, debriefGathering } = exchange.operations;

/** The life of a gathering over HTTP, what housing and organisers are told of it, and the number that is left. */
export const gatheringOperations = (deps: Dependencies<typeof records> & DirectoryDependencies): Operations => ({
  reportGathering: ({ body: { safety, falseAlarm, ...seen }, context }) => {
    const gatheringId = deps.newId();
    return screened(
      deps,
      { texts: { "/safety": safety }, falseAlarm, authors: reportGathering.roles },
      context,
      (stood, noted) =>
        deps.gatherings.execute(
          { id: gatheringId, when: "absent" },
          { type: "report", falseAlarm: stood, ...seen, ...(safety === undefined ? {} : { safety }) },
          noted,
          replyFor(gatheringId),
        ),
    );
  },

  assessGathering: ({ params: { gatheringId }, body, context }) =>
    deps.gatherings.execute(gatheringId, { type: "assess", ...body }, context, replyFor(gatheringId)),

  agreeAction: ({ params: { gatheringId }, body, context }) =>
    deps.gatherings.execute(gatheringId, { type: "agree", ...body }, context, {
      // A proposal is gone from the moment on which both want the same
      reply: (gathering) => ({
        gatheringId,
        status: gathering.status,
        agreed: isOpen(gathering) && gathering.proposal === undefined,
      }),
    }),

  beginAction: ({ params: { gatheringId }, context }) =>
    deps.gatherings.execute(gatheringId, { type: "begin" }, context, replyFor(gatheringId)),

  standDown: ({ params: { gatheringId }, context }) =>
    deps.gatherings.execute(gatheringId, { type: "stand-down" }, context, replyFor(gatheringId)),

  debriefGathering: ({ params: { gatheringId }, body: { text, falseAlarm }, context }) =>
    screened(deps, { texts: { "/text": text }, falseAlarm, authors: debriefGathering.roles }, context, (stood, noted) =>
      deps.gatherings.execute(gatheringId, { type: "debrief", text, falseAlarm: stood }, noted, replyFor(gatheringId)),
    ),

  listGatherings: async ({ query, context }) => ({
    kind: "read",
    about: worklist.gatherings,
    body: toPage(await deps.gatherings.list(worklist.gatherings, query), ({ shows: state, ...listed }) =>
      shownAt({ ...listed, state }, deps.policy, context.at),
    ),
  }),

  readGathering: async ({ params: { gatheringId }, context }) => {
    const found = await deps.gatherings.find(gatheringId, context.actor);
    const body = found && shownAt(found, deps.policy, context.at);
    return body === undefined
      ? { kind: "not-found" }
      : { kind: "read", about: deps.gatherings.ref(gatheringId), version: body.version, body };
  },

  readAdvice: async ({ query, context: { at } }) => {
    const page = await deps.list(worklist.advice, query, { from: at });
    const { items, ...more } = toPage(page, ({ shows }) => adviceOf(shows, at));
    return { kind: "read", about: worklist.advice, body: { items: items.flat(), ...more } };
  },

  readGatheringFigures: async () => ({
    kind: "read",
    about: "COUNTER#gatherings",
    body: {
      weeks: (await deps.counters("gatherings"))
        .map(({ period, areaCode, count }) => ({ week: period, areaCode, countBand: bandOf(count) }))
        .sort((one, other) => (one.week + one.areaCode < other.week + other.areaCode ? -1 : 1)),
    },
  }),
});

/** What is seen of a gathering. The clock may be a minute behind; what is to be gone is not shown (T5). */
const shownAt = ({ id, state, version }: Loaded<Existing<Gathering>>, policy: Policy, now: Instant) => {
  if (purgedAt(state, policy) <= now) return undefined;
  const { status, areaCode, at, size, mood, agreed, safety } = state;
  return {
    gatheringId: id,
    version,
    ...{ status, areaCode, at, size, mood },
    ...(agreed === undefined ? {} : { action: agreed.action }),
    ...(safety === undefined ? {} : { safety }),
  };
};

const replyFor = (gatheringId: string) => ({ reply: ({ status }: Gathering) => ({ gatheringId, status }) });

import type { exchange } from "@trygt/contracts/exchange";
import { type Dependencies, type Handlers, type Loaded, type Page, toPage } from "@trygt/service-kit";
import { type AdviceSource, adviceOf } from "../domain/advice.ts";
import { type Gathering, isOpen } from "../domain/gathering.ts";
import { purgedAt } from "../domain/gathering-due.ts";
import { bandOf } from "../domain/trend.ts";
import type { records } from "../records/index.ts";
import { worklist } from "../records/worklists.ts";
import { noteFalseAlarm } from "./false-alarm.ts";

type Operations = Pick<
  Handlers<typeof exchange>,
  | "reportGathering"
  | "assessGathering"
  | "agreeAction"
  | "beginAction"
  | "standDown"
  | "debriefGathering"
  | "listGatherings"
  | "readAdvice"
  | "readGatheringFigures"
>;

/** The life of a gathering over HTTP, what housing and organisers are told of it, and the number that is left. */
export const gatheringOperations = (deps: Dependencies<typeof records>): Operations => ({
  reportGathering: ({ body: { safety, falseAlarm, ...seen }, context }) => {
    const gatheringId = deps.newId();
    return deps.gatherings.execute(
      { id: gatheringId, when: "absent" },
      { type: "report", falseAlarm, ...seen, ...(safety === undefined ? {} : { safety }) },
      noteFalseAlarm(context, falseAlarm),
      replyFor(gatheringId),
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

  debriefGathering: ({ params: { gatheringId }, body, context }) =>
    deps.gatherings.execute(
      gatheringId,
      { type: "debrief", ...body },
      noteFalseAlarm(context, body.falseAlarm),
      replyFor(gatheringId),
    ),

  listGatherings: async ({ query, context }) => ({
    kind: "read",
    about: worklist.gatherings,
    body: toPage(await deps.gatherings.list(worklist.gatherings, query), ({ id, state, version }) => {
      // The clock may be a minute behind; what is to be gone is not shown
      if (purgedAt(state, deps.policy) <= context.at) return undefined;
      const { status, areaCode, at, size, mood, agreed, safety } = state;
      return {
        gatheringId: id,
        version,
        ...{ status, areaCode, at, size, mood },
        ...(agreed === undefined ? {} : { action: agreed.action }),
        ...(safety === undefined ? {} : { safety }),
      };
    }),
  }),

  readAdvice: async ({ query, context: { at } }) => {
    const page = (await deps.store.list(worklist.advice, query, { from: at })) as Page<Loaded<AdviceSource>>;
    const { items, ...more } = toPage(page, ({ state }) => adviceOf(state, at));
    return { kind: "read", about: worklist.advice, body: { items: items.flat(), ...more } };
  },

  readGatheringFigures: async () => ({
    kind: "read",
    about: "FIGURES#gatherings",
    body: {
      weeks: (await deps.counters("gatherings"))
        .map(({ period, areaCode, count }) => ({ week: period, areaCode, countBand: bandOf(count) }))
        .sort((one, other) => (one.week + one.areaCode < other.week + other.areaCode ? -1 : 1)),
    },
  }),
});

const replyFor = (gatheringId: string) => ({ reply: ({ status }: Gathering) => ({ gatheringId, status }) });

import type { exchange, GatheringId } from "@trygt/contracts/exchange";
import { type Handlers, shownPage } from "@trygt/service-kit";
import { type Gathering, type GatheringCommand, isOpen } from "../domain/gathering.ts";
import { purgedAt } from "../domain/gathering-due.ts";
import { bandOf } from "../domain/trend.ts";
import { areaWorklist } from "../storage/area-worklists.ts";
import { gatheringFigures } from "../storage/gatherings.ts";
import { adviceOf } from "./advice.ts";
import type { AreaDeps } from "./area-deps.ts";
import { noting } from "./false-alarm.ts";

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
export const gatheringOperations = (deps: AreaDeps): Operations => {
  const send = (
    gatheringId: GatheringId,
    command: GatheringCommand,
    call: Parameters<AreaDeps["gatherings"]["run"]>[2],
  ) =>
    deps.gatherings.run(gatheringId, command, call, {
      figures: gatheringFigures,
      reply: ({ status }) => ({ gatheringId, status }),
    });

  return {
    reportGathering: async ({ body, staff, call }) => {
      const gatheringId = deps.newId();
      const { safety, falseAlarm, ...seen } = body;
      const reported = { reportedFrom: staff.agency, reportedAt: call.at, ...(safety === undefined ? {} : { safety }) };
      return deps.gatherings.create(
        gatheringId,
        { type: "report", by: staff.id, falseAlarm, ...seen, ...reported },
        noting(call, falseAlarm),
        { reply: ({ status }) => ({ gatheringId, status }) },
      );
    },

    assessGathering: async ({ params: { gatheringId }, body, staff, call }) =>
      send(gatheringId, { type: "assess", at: call.at, by: staff.id, ...body }, call),

    agreeAction: async ({ params: { gatheringId }, body, staff, call }) => {
      const side = staff.role === "street_worker" ? "street" : "police";
      return deps.gatherings.run(gatheringId, { type: "agree", at: call.at, by: staff.id, side, ...body }, call, {
        // A proposal is gone from the moment on which both want the same
        reply: (gathering) => ({
          gatheringId,
          status: gathering.status,
          agreed: isOpen(gathering) && gathering.proposal === undefined,
        }),
      });
    },

    beginAction: async ({ params: { gatheringId }, staff, call }) =>
      send(gatheringId, { type: "begin", at: call.at, by: staff.id }, call),

    standDown: async ({ params: { gatheringId }, staff, call }) =>
      send(gatheringId, { type: "stand-down", at: call.at, by: staff.id }, call),

    debriefGathering: async ({ params: { gatheringId }, body, staff, call }) =>
      send(gatheringId, { type: "debrief", at: call.at, by: staff.id, ...body }, noting(call, body.falseAlarm)),

    listGatherings: async ({ query: { limit = 50, cursor }, call }) => ({
      kind: "shown",
      about: areaWorklist.gatherings,
      body: shownPage(await deps.store.list(areaWorklist.gatherings, { limit, cursor }), ({ id, state, version }) => {
        const gathering = state as Gathering;
        if (gathering.status === "none" || gathering.status === "purged") return undefined;
        // The clock may be a minute behind; what is to be gone is not shown
        if (purgedAt(gathering, deps.policy) <= call.at) return undefined;
        const { status, areaCode, at, size, mood, agreed, safety } = gathering;
        return {
          gatheringId: id,
          version,
          status,
          areaCode,
          at,
          size,
          mood,
          ...(agreed === undefined ? {} : { action: agreed.action }),
          ...(safety === undefined ? {} : { safety }),
        };
      }),
    }),

    readAdvice: async ({ query: { limit = 50, cursor }, call }) => {
      const page = await deps.store.list(areaWorklist.advice, { limit, cursor }, { from: call.at });
      const { items, ...more } = shownPage(page, ({ state }) => adviceOf(state, call.at));
      return { kind: "shown", about: areaWorklist.advice, body: { items: items.flat(), ...more } };
    },

    readGatheringFigures: async () => ({
      kind: "shown",
      about: "FIGURES#gatherings",
      body: {
        weeks: (await deps.store.figures("gatherings"))
          .map(({ period, areaCode, count }) => ({ week: period, areaCode, countBand: bandOf(count) }))
          .sort((one, other) => (one.week + one.areaCode < other.week + other.areaCode ? -1 : 1)),
      },
    }),
  };
};

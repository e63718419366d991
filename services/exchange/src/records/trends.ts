import { type Role, startOf } from "@trygt/contracts";
import type { RecordType } from "@trygt/service-kit/rules";
import { announceTrend } from "../announce.ts";
import {
  decideTrend,
  evolveTrend,
  type Trend,
  type TrendCommand,
  type TrendEvent,
  type TrendRefusal,
  trendErasedOn,
} from "../domain/trend.ts";

/** A published trend, kept a week so that the same one is not told twice. */
export const trends: RecordType<Trend, TrendCommand, TrendEvent, TrendRefusal> = {
  kind: "TREND",
  pathParameters: [],
  limits: {},
  decide: decideTrend,
  evolve: evolveTrend,
  announce: announceTrend,
  visibleTo: (_, { role }) => publishers.includes(role),
  index: (trend) => {
    const eraseOn = trendErasedOn(trend);
    return { ownerAuthority: "municipality", regime: "gdpr", reviewOn: eraseOn, eraseOn, due: startOf(eraseOn) };
  },
  // What is left of a trend: one more in the band that was told, by theme, week and area
  counters: (event) =>
    event.type === "published"
      ? [{ name: `trends-${event.theme}-${event.countBand}`, period: event.week, areaCode: event.areaCode }]
      : [],
};

const publishers: readonly Role[] = ["street_worker", "police_ssp_officer", "police_lead", "ssp_consultant"];

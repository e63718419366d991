import { startOf } from "@trygt/contracts";
import type { TrendTheme } from "@trygt/contracts/exchange";
import type { Aggregate, Figure } from "@trygt/service-kit/rules";
import { announceTrend } from "../announce-areas.ts";
import {
  decideTrend,
  evolveTrend,
  initialTrend,
  type Trend,
  type TrendCommand,
  type TrendEvent,
  type TrendRefusal,
  trendErasedOn,
} from "../domain/trend.ts";

/** A published trend, kept a week so that the same one is not told twice. */
export const trends: Aggregate<Trend, TrendCommand, TrendEvent, TrendRefusal> = {
  kind: "TREND",
  initial: initialTrend,
  decide: decideTrend,
  evolve: evolveTrend,
  announce: (_, event) => announceTrend(event),
  visibleTo: (_, { role }) => role === "system" || publishers.includes(role),
  file: (trend) => {
    if (trend.status !== "published") return "gone";
    const eraseOn = trendErasedOn(trend);
    return { ownerAuthority: "municipality", regime: "gdpr", reviewOn: eraseOn, eraseOn, due: startOf(eraseOn) };
  },
};

const publishers: readonly string[] = ["street_worker", "police_ssp_officer", "police_lead", "ssp_consultant"];

/** The identifier of a trend: there is one of an area, a theme and a week. */
export const trendId = (areaCode: string, theme: TrendTheme, week: string): string => `${areaCode}.${theme}.${week}`;

/** What is left of a trend: one more in the band that was told, by theme, week and area. */
export const trendFigures = (trend: Trend): readonly Figure[] =>
  trend.status === "published"
    ? [{ name: `trends-${trend.theme}-${trend.countBand}`, period: trend.week, areaCode: trend.areaCode }]
    : [];

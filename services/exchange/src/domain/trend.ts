import {
  type AreaCode,
  addDays,
  dateOf,
  type Instant,
  type LocalDate,
  startOf,
  weekOf,
  within,
} from "@trygt/contracts";
import type { CountBand, TrendTheme } from "@trygt/contracts/exchange";
import {
  type Absent,
  accept,
  type Circumstances,
  type Decision,
  type Existing,
  erased,
  refuseIf,
  type TimePassed,
} from "@trygt/service-kit/rules";
import { norrebro } from "./gathering.ts";

/** What an area sees more of in a week, in a band of counts; soon only a figure. */
export type Trend =
  | Absent
  | {
      readonly status: "published";
      readonly areaCode: AreaCode;
      readonly theme: TrendTheme;
      /** ISO week, `2026-W10`. */
      readonly week: string;
      readonly countBand: CountBand;
      readonly publishedAt: Instant;
    };

/** What can be asked of a trend. */
export type TrendCommand =
  | {
      readonly type: "publish";
      readonly areaCode: AreaCode;
      readonly theme: TrendTheme;
      readonly week: string;
      readonly count: number;
    }
  | TimePassed;

/** What has happened to a trend. */
export type TrendEvent =
  | ({ readonly type: "published" } & Omit<Existing<Trend>, "status">)
  | { readonly type: "erased"; readonly at: Instant };

/** Why a command to a trend is refused. */
export type TrendRefusal = "out-of-area" | "date-not-usable" | "group-too-small";

/** The smallest group that may be told of (docs/domain.md § 5.6). */
const smallest = 5;
/** How many weeks back a trend may tell of. */
const weeksBack = 52;
/** How long the record behind a trend is kept, in days. */
const keptDays = 7;

/** The band of a count that hides small numbers. */
export const bandOf = (count: number): CountBand => {
  if (count < smallest) return "under_5";
  if (count < 10) return "5-9";
  return count < 20 ? "10-19" : "20+";
};

/** The rules of a trend: what a command leads to, or every reason why not. */
export const decideTrend = (
  trend: Trend,
  command: TrendCommand,
  { at }: Circumstances,
): Decision<TrendEvent, TrendRefusal> => {
  switch (command.type) {
    case "publish": {
      const { areaCode, theme, week, count } = command;
      const refusal = refuseIf<TrendRefusal>({
        "out-of-area": !within(areaCode, norrebro),
        "date-not-usable": !recentWeeks(dateOf(at)).includes(week),
        "group-too-small": count < smallest,
      });
      if (refusal !== undefined) return refusal;
      const countBand = bandOf(count);
      // The same trend once more is no news; another band corrects the first
      if (trend.status === "published" && trend.countBand === countBand) return accept();
      return accept({ type: "published", areaCode, theme, week, countBand, publishedAt: at });
    }
    case "time-passed":
      return trend.status === "published" && at >= startOf(trendErasedOn(trend))
        ? accept({ type: "erased", at })
        : accept();
  }
};

// The calendar itself says which weeks there are: not every year has a week 53
const recentWeeks = (today: LocalDate): readonly string[] =>
  Array.from({ length: weeksBack + 1 }, (_, back) => weekOf(addDays(today, -7 * back)));

/** A trend after an event. */
export const evolveTrend = (_: Trend, event: TrendEvent): Trend => {
  if (event.type === "erased") return erased;
  const { type: __, ...published } = event;
  return { ...published, status: "published" };
};

/** The identifier of a trend: there is one of an area, a theme and a week. */
export const trendId = (areaCode: string, theme: TrendTheme, week: string): string => `${areaCode}.${theme}.${week}`;

/** The day on which only the figure of a trend is left. */
export const trendErasedOn = ({ publishedAt }: Existing<Trend>): LocalDate => addDays(dateOf(publishedAt), keptDays);

import { type AreaCode, addHours, type Instant, levelOf, overlap } from "@trygt/contracts";
import type { HoldId } from "@trygt/contracts/exchange";
import {
  type Absent,
  accept,
  type Circumstances,
  type Decision,
  type Existing,
  erased,
  exists,
  refuseIf,
  type TimePassed,
} from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import { norrebro } from "./gathering.ts";

/** A deconfliction hold: whole hours, and no reason. */
export type HoldWindow = { readonly holdId: HoldId; readonly from: Instant; readonly until: Instant };

/** The holds of one area that are recent enough to make a pattern. */
export type AreaHolds =
  | Absent
  | { readonly status: "placed"; readonly areaCode: AreaCode; readonly windows: readonly HoldWindow[] };

/** What can be asked of the holds of an area. */
export type AreaHoldsCommand = ({ readonly type: "place"; readonly areaCode: AreaCode } & HoldWindow) | TimePassed;

/** What has happened to the holds of an area. */
export type AreaHoldsEvent =
  | { readonly type: "placed"; readonly areaCode: AreaCode; readonly window: HoldWindow }
  | { readonly type: "forgotten"; readonly holdIds: readonly HoldId[] };

/** Why a command to the holds of an area is refused. */
export type HoldRefusal = "out-of-area" | "zone-area-too-wide" | "date-not-usable" | "hold-pattern-too-wide";

/** How far ahead a hold may be placed, in days, and how long ago it may have begun, in hours. */
const ahead = 14;
const behind = 1;

/** The rules of the holds of an area: what a command leads to, or every reason why not. */
export const decideAreaHolds = (
  state: AreaHolds,
  command: AreaHoldsCommand,
  { at, policy }: Circumstances<Policy>,
): Decision<AreaHoldsEvent, HoldRefusal> => {
  const windows = windowsOf(state);
  switch (command.type) {
    case "place": {
      const { areaCode, holdId, from, until } = command;
      const window = { holdId, from: hourOf(from), until: hourAfter(until) };
      return (
        refuseIf<HoldRefusal>({
          // Nørrebro only, and no wider than a sub-area: a hold is no curfew
          "zone-area-too-wide": levelOf(areaCode) !== "sub-area",
          "out-of-area": !overlap(areaCode, norrebro),
          "date-not-usable":
            until <= from ||
            until <= at ||
            from < addHours(at, -behind) ||
            from > addHours(at, ahead * 24) ||
            until > addHours(from, policy.holdHours),
          "hold-pattern-too-wide": isPattern([...windows, window], policy),
        }) ?? accept({ type: "placed", areaCode, window })
      );
    }
    case "time-passed": {
      const holdIds = windows.filter((window) => forgottenAt(window, policy) <= at).map(({ holdId }) => holdId);
      return holdIds.length === 0 ? accept() : accept({ type: "forgotten", holdIds });
    }
  }
};

// Holds that follow each other too closely would tell of operations, whatever the order in which they were placed
const isPattern = (windows: readonly HoldWindow[], { holdPattern, holdPatternDays }: Policy): boolean => {
  const starts = windows.map(({ from }) => from).sort();
  return starts.some((start, nth) => {
    const last = starts[nth + holdPattern];
    return last !== undefined && last < addHours(start, holdPatternDays * 24);
  });
};

// No hold can be placed any more that would stand in a pattern with it
const forgottenAt = ({ from, until }: HoldWindow, { holdPatternDays }: Policy): Instant => {
  const apart = addHours(from, holdPatternDays * 24 + behind + 1);
  return apart > until ? apart : until;
};

const hourOf = (time: Instant): Instant => `${time.slice(0, 13)}:00:00.000Z` as Instant;
const hourAfter = (time: Instant): Instant => (hourOf(time) === time ? time : addHours(hourOf(time), 1));

/** The holds of an area after an event. */
export const evolveAreaHolds = (state: AreaHolds, event: AreaHoldsEvent): AreaHolds => {
  switch (event.type) {
    case "placed":
      return { status: "placed", areaCode: event.areaCode, windows: [...windowsOf(state), event.window] };
    case "forgotten": {
      if (!exists(state)) return state;
      const windows = state.windows.filter(({ holdId }) => !event.holdIds.includes(holdId));
      return windows.length === 0 ? erased : { ...state, windows };
    }
  }
};

const windowsOf = (state: AreaHolds): readonly HoldWindow[] => (exists(state) ? state.windows : []);

/** When the next hold may be forgotten. */
export const areaHoldsDue = ({ windows }: Existing<AreaHolds>, policy: Policy): Instant =>
  windows.map((window) => forgottenAt(window, policy)).reduce((first, at) => (at < first ? at : first));

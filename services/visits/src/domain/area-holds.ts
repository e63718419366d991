import { type AreaCode, addHours, type Instant } from "@trygt/contracts";
import {
  type Absent,
  accept,
  type Circumstances,
  type Decision,
  type Existing,
  erased,
  exists,
  type TimePassed,
} from "@trygt/service-kit/rules";
import { type Hold, isKnown, standing, withHold } from "./holds.ts";

/** What stands in the way of visits in one area, so that a case that opens later learns of it too. Kept until nothing is left to remember. */
export type AreaHolds =
  | Absent
  | {
      readonly status: "kept";
      readonly areaCode: AreaCode;
      readonly holds: readonly Hold[];
      /** What was lifted or had ended lately: events come in any order, and an earlier word may arrive after the last. */
      readonly lifted: readonly Lifted[];
    };

type Lifted = Pick<Hold, "ref" | "version"> & { readonly forgetAt: Instant };

/** What can be asked of the holds of an area. */
export type AreaHoldsCommand =
  | { readonly type: "place"; readonly hold: Hold }
  | ({ readonly type: "lift" } & Pick<Hold, "areaCode" | "ref" | "version">)
  | TimePassed;

/** What has happened to the holds of an area. */
export type AreaHoldsEvent =
  | { readonly type: "placed"; readonly hold: Hold }
  | ({ readonly type: "lifted"; readonly areaCode: AreaCode } & Lifted)
  | { readonly type: "ended"; readonly at: Instant };

/** How long a lifting is remembered, in hours: longer than any event is on its way. */
const retentionHours = 72;

/** Nothing here can be refused: what others announce is taken as it is, and what has ended is no longer news. */
export const decideAreaHolds = (
  state: AreaHolds,
  command: AreaHoldsCommand,
  { at }: Circumstances,
): Decision<AreaHoldsEvent, never> => {
  const known = exists(state) ? state : nothing;
  switch (command.type) {
    case "place": {
      const { hold } = command;
      if (isKnown(known.holds, hold) || isKnown(known.lifted, hold)) return accept();
      // That it has ended is a word too: an earlier one that named a later end counts no more
      return accept(hold.until <= at ? lifted(hold, at) : { type: "placed", hold });
    }
    case "lift": {
      const later = known.holds.some(({ ref, version }) => ref === command.ref && version > command.version);
      return later || isKnown(known.lifted, command) ? accept() : accept(lifted(command, at));
    }
    case "time-passed":
      return momentsOf(known).some((moment) => moment <= at) ? accept({ type: "ended", at }) : accept();
  }
};

const lifted = ({ areaCode, ref, version }: Pick<Hold, "areaCode" | "ref" | "version">, at: Instant) =>
  ({ type: "lifted", areaCode, ref, version, forgetAt: addHours(at, retentionHours) }) as const;

/** What stands in the way after an event. */
export const evolveAreaHolds = (state: AreaHolds, event: AreaHoldsEvent): AreaHolds => {
  const known = exists(state) ? state : nothing;
  switch (event.type) {
    case "placed":
      return {
        status: "kept",
        areaCode: event.hold.areaCode,
        holds: withHold(known.holds, event.hold),
        lifted: others(known.lifted, event.hold),
      };
    case "lifted": {
      const { type: _, areaCode, ...word } = event;
      const holds = others(known.holds, word);
      return { status: "kept", areaCode, holds, lifted: [...others(known.lifted, word), word] };
    }
    case "ended": {
      if (!exists(state)) return state;
      const left = {
        ...state,
        holds: standing(state.holds, event.at),
        lifted: state.lifted.filter(({ forgetAt }) => forgetAt > event.at),
      };
      return momentsOf(left).length === 0 ? erased : left;
    }
  }
};

type Words = Pick<Existing<AreaHolds>, "holds" | "lifted">;

const nothing: Words = { holds: [], lifted: [] };

const others = <Word extends { readonly ref: string }>(words: readonly Word[], { ref }: { readonly ref: string }) =>
  words.filter((word) => word.ref !== ref);

const momentsOf = ({ holds, lifted: over }: Words): readonly Instant[] => [
  ...holds.map(({ until }) => until),
  ...over.map(({ forgetAt }) => forgetAt),
];

/** When the next of them ends or is forgotten. */
export const areaHoldsDue = (state: Existing<AreaHolds>): Instant =>
  momentsOf(state).reduce((first, other) => (other < first ? other : first));

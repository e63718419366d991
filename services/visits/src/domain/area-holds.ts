import { type AreaCode, addHours, type Instant } from "@trygt/contracts";
import { accept, type Decision } from "@trygt/service-kit/rules";
import { type Hold, standing, withHold } from "./holds.ts";

/** What stands in the way of visits in one area, so that a case that opens later learns of it too. */
export type AreaHolds = {
  readonly areaCode: AreaCode | undefined;
  readonly holds: readonly Hold[];
  /** What was lifted lately: events come in any order, and the placing may arrive after the lifting. */
  readonly lifted: readonly { readonly ref: string; readonly forgetAt: Instant }[];
};

export type AreaHoldsCommand =
  | { readonly type: "place"; readonly at: Instant; readonly hold: Hold }
  | { readonly type: "lift"; readonly at: Instant; readonly areaCode: AreaCode; readonly ref: string }
  | { readonly type: "note-time"; readonly at: Instant };

export type AreaHoldsEvent =
  | { readonly type: "placed"; readonly hold: Hold }
  | { readonly type: "lifted"; readonly areaCode: AreaCode; readonly ref: string; readonly forgetAt: Instant }
  | { readonly type: "ended"; readonly at: Instant };

export const noHolds: AreaHolds = { areaCode: undefined, holds: [], lifted: [] };

/** How long a lifting is remembered, in hours: longer than any event is on its way. */
const remembered = 72;

/** Nothing here can be refused: what others announce is taken as it is, and what has ended is no longer news. */
export const decideAreaHolds = (state: AreaHolds, command: AreaHoldsCommand): Decision<AreaHoldsEvent, never> => {
  switch (command.type) {
    case "place": {
      const { hold, at } = command;
      const over = hold.until <= at || state.lifted.some(({ ref }) => ref === hold.ref);
      const known = state.holds.some(({ ref, until }) => ref === hold.ref && until === hold.until);
      return over || known ? accept() : accept({ type: "placed", hold });
    }
    case "lift": {
      const { areaCode, ref, at } = command;
      if (state.lifted.some((lifted) => lifted.ref === ref)) return accept();
      return accept({ type: "lifted", areaCode, ref, forgetAt: addHours(at, remembered) });
    }
    case "note-time": {
      const { at } = command;
      const news = state.holds.some(({ until }) => until <= at) || state.lifted.some(({ forgetAt }) => forgetAt <= at);
      return news ? accept({ type: "ended", at }) : accept();
    }
  }
};

export const evolveAreaHolds = (state: AreaHolds, event: AreaHoldsEvent): AreaHolds => {
  switch (event.type) {
    case "placed":
      return { ...state, areaCode: event.hold.areaCode, holds: withHold(state.holds, event.hold) };
    case "lifted":
      return {
        areaCode: event.areaCode,
        holds: state.holds.filter(({ ref }) => ref !== event.ref),
        lifted: [...state.lifted, { ref: event.ref, forgetAt: event.forgetAt }],
      };
    case "ended":
      return {
        ...state,
        holds: standing(state.holds, event.at),
        lifted: state.lifted.filter(({ forgetAt }) => forgetAt > event.at),
      };
  }
};

/** When the next of them ends; undefined when nothing is left to remember. */
export const areaHoldsDue = ({ holds, lifted }: AreaHolds): Instant | undefined =>
  [...holds.map(({ until }) => until), ...lifted.map(({ forgetAt }) => forgetAt)].sort()[0];

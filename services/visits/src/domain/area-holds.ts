import { type AreaCode, addHours, type Instant } from "@trygt/contracts";
import { accept, type Decision } from "@trygt/service-kit/rules";
import { type Hold, isKnown, standing, withHold } from "./holds.ts";

/** What stands in the way of visits in one area, so that a case that opens later learns of it too. */
export type AreaHolds = {
  readonly areaCode: AreaCode | undefined;
  readonly holds: readonly Hold[];
  /** What was lifted or had ended lately: events come in any order, and an earlier word may arrive after the last. */
  readonly lifted: readonly Lifted[];
};

type Lifted = Pick<Hold, "ref" | "version"> & { readonly forgetAt: Instant };

export type AreaHoldsCommand =
  | { readonly type: "place"; readonly at: Instant; readonly hold: Hold }
  | ({ readonly type: "lift"; readonly at: Instant } & Pick<Hold, "areaCode" | "ref" | "version">)
  | { readonly type: "note-time"; readonly at: Instant };

export type AreaHoldsEvent =
  | { readonly type: "placed"; readonly hold: Hold }
  | ({ readonly type: "lifted"; readonly areaCode: AreaCode } & Lifted)
  | { readonly type: "ended"; readonly at: Instant };

export const noHolds: AreaHolds = { areaCode: undefined, holds: [], lifted: [] };

/** How long a lifting is remembered, in hours: longer than any event is on its way. */
const remembered = 72;

/** Nothing here can be refused: what others announce is taken as it is, and what has ended is no longer news. */
export const decideAreaHolds = (state: AreaHolds, command: AreaHoldsCommand): Decision<AreaHoldsEvent, never> => {
  switch (command.type) {
    case "place": {
      const { hold, at } = command;
      if (isKnown(state.holds, hold) || isKnown(state.lifted, hold)) return accept();
      // That it has ended is a word too: an earlier one that named a later end counts no more
      return accept(hold.until <= at ? lifted(hold, at) : { type: "placed", hold });
    }
    case "lift": {
      const later = state.holds.some(({ ref, version }) => ref === command.ref && version > command.version);
      return later || isKnown(state.lifted, command) ? accept() : accept(lifted(command, command.at));
    }
    case "note-time": {
      const { at } = command;
      const news = state.holds.some(({ until }) => until <= at) || state.lifted.some(({ forgetAt }) => forgetAt <= at);
      return news ? accept({ type: "ended", at }) : accept();
    }
  }
};

const lifted = ({ areaCode, ref, version }: Pick<Hold, "areaCode" | "ref" | "version">, at: Instant) =>
  ({ type: "lifted", areaCode, ref, version, forgetAt: addHours(at, remembered) }) as const;

export const evolveAreaHolds = (state: AreaHolds, event: AreaHoldsEvent): AreaHolds => {
  switch (event.type) {
    case "placed":
      return {
        areaCode: event.hold.areaCode,
        holds: withHold(state.holds, event.hold),
        lifted: others(state.lifted, event.hold),
      };
    case "lifted": {
      const { type: _, areaCode, ...word } = event;
      return { areaCode, holds: others(state.holds, word), lifted: [...others(state.lifted, word), word] };
    }
    case "ended":
      return {
        ...state,
        holds: standing(state.holds, event.at),
        lifted: state.lifted.filter(({ forgetAt }) => forgetAt > event.at),
      };
  }
};

const others = <Word extends { readonly ref: string }>(words: readonly Word[], { ref }: { readonly ref: string }) =>
  words.filter((word) => word.ref !== ref);

/** When the next of them ends; undefined when nothing is left to remember. */
export const areaHoldsDue = ({ holds, lifted }: AreaHolds): Instant | undefined =>
  [...holds.map(({ until }) => until), ...lifted.map(({ forgetAt }) => forgetAt)].sort()[0];

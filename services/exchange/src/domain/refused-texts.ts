import { type Agency, addHours, type Instant } from "@trygt/contracts";
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

/** A text of somebody's that was refused because it seems to name a person: its digest, and until when it is remembered. */
export type RefusedText = { readonly digest: string; readonly until: Instant };

/** What one member of staff has written that was refused: without it nobody could tell whether a second person stands for somebody else's text or for their own. */
export type RefusedTexts =
  | Absent
  | { readonly status: "kept"; readonly agency: Agency; readonly texts: readonly RefusedText[] };

/** What can be asked of it. */
export type RefusedTextsCommand =
  | { readonly type: "note"; readonly agency: Agency; readonly digest: string }
  | TimePassed;

/** What has happened to it. */
export type RefusedTextsEvent =
  | { readonly type: "noted"; readonly agency: Agency; readonly text: RefusedText }
  | { readonly type: "forgotten"; readonly at: Instant }
  | { readonly type: "erased" };

/** How long a second person has to stand for a text, in hours. */
const rememberedHours = 72;
/** Most texts of one author that are remembered; the oldest gives way. */
export const maxRefusedTexts = 20;

/** The rules: a text is remembered for three days, and nothing is refused. */
export const decideRefusedTexts = (
  state: RefusedTexts,
  command: RefusedTextsCommand,
  { at }: Circumstances,
): Decision<RefusedTextsEvent, never> => {
  switch (command.type) {
    case "note":
      return wasRefused(state, command.digest, at)
        ? accept()
        : accept({
            type: "noted",
            agency: command.agency,
            text: { digest: command.digest, until: addHours(at, rememberedHours) },
          });
    case "time-passed":
      if (!exists(state) || state.texts.every(({ until }) => at < until)) return accept();
      return state.texts.some(({ until }) => at < until)
        ? accept({ type: "forgotten", at })
        : accept({ type: "erased" });
  }
};

/** The state after an event. */
export const evolveRefusedTexts = (state: RefusedTexts, event: RefusedTextsEvent): RefusedTexts => {
  switch (event.type) {
    case "noted":
      return {
        status: "kept",
        agency: event.agency,
        texts: [...(exists(state) ? state.texts : []), event.text].slice(-maxRefusedTexts),
      };
    case "forgotten":
      return exists(state) ? { ...state, texts: state.texts.filter(({ until }) => event.at < until) } : state;
    case "erased":
      return erased;
  }
};

/** Whether somebody wrote a text that was refused, as far as it is remembered. */
export const wasRefused = (state: RefusedTexts, digest: string, at: Instant): boolean =>
  exists(state) && state.texts.some((text) => text.digest === digest && at < text.until);

/** When time next demands something of it. */
export const refusedTextsDue = ({ texts }: Existing<RefusedTexts>): Instant =>
  texts.map(({ until }) => until).reduce((first, until) => (until < first ? until : first));

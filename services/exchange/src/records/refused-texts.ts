import { addDays, dateOf } from "@trygt/contracts";
import type { RecordType } from "@trygt/service-kit/rules";
import {
  decideRefusedTexts,
  evolveRefusedTexts,
  maxRefusedTexts,
  type RefusedTexts,
  type RefusedTextsCommand,
  type RefusedTextsEvent,
  refusedTextsDue,
} from "../domain/refused-texts.ts";

/** The refused texts of a member of staff, under their identifier, for three days: digests alone, and no key or line of the log holds one. */
export const refusedTexts: RecordType<RefusedTexts, RefusedTextsCommand, RefusedTextsEvent, never> = {
  kind: "REFUSED_TEXTS",
  pathParameters: [],
  limits: { texts: maxRefusedTexts },
  decide: decideRefusedTexts,
  evolve: evolveRefusedTexts,
  announce: () => [],
  visibleTo: () => true,
  index: (state) => {
    const due = refusedTextsDue(state);
    const day = addDays(dateOf(due), 1);
    return { ownerAuthority: state.agency, regime: "gdpr", reviewOn: day, eraseOn: day, due };
  },
};

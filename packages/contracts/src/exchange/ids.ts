import type * as z from "zod/mini";
import { described } from "../values/described.ts";
import { id, partOf } from "../values/id.ts";
import { records } from "./example-values.ts";

/** An exchange case (udvekslingssag). */
export const ExchangeCaseId = described(
  id("ExchangeCaseId"),
  "An exchange case (udvekslingssag): one adult, one purpose. Given by the service when the case is proposed.",
  records.case,
);
export type ExchangeCaseId = z.output<typeof ExchangeCaseId>;

/** A statement (oplysning): its case and a running number. */
export const StatementId = described(
  partOf("StatementId"),
  "A statement (oplysning) of a case: the case's identifier, a full stop and a running number from 1.",
  records.statement,
);
export type StatementId = z.output<typeof StatementId>;

/** A request for information (anmodning). */
export const RequestId = described(
  id("RequestId"),
  "A request for information (anmodning). Given by the service when the request is sent.",
  records.request,
);
export type RequestId = z.output<typeof RequestId>;

/** A disclosure (videregivelse) between named staff. */
export const DisclosureId = described(
  id("DisclosureId"),
  "A disclosure (videregivelse) to one named recipient. Given by the service; an answer has the identifier of its request.",
  records.disclosure,
);
export type DisclosureId = z.output<typeof DisclosureId>;

/** A gathering (forsamling): an area and a time, never a person. */
export const GatheringId = described(
  id("GatheringId"),
  "A gathering (forsamling): an area and a time, nobody in it. Given by the service when it is reported.",
  records.gathering,
);
export type GatheringId = z.output<typeof GatheringId>;

/** A zone that the police have decided; described where it is used, since a draft may name another zone or none. */
export const ZoneId = id("ZoneId");
export type ZoneId = z.output<typeof ZoneId>;

/** A deconfliction hold: an area and a window, and no reason. */
export const HoldId = described(
  id("HoldId"),
  "A hold: an area and a window, and no reason. Given by the service when it is placed.",
  records.hold,
);
export type HoldId = z.output<typeof HoldId>;

/** A public text, such as that of a zone. */
export const PublicTextId = described(
  id("PublicTextId"),
  "A text made for the public, such as that of a zone. Given by the service when it is announced.",
  records.publicText,
);
export type PublicTextId = z.output<typeof PublicTextId>;

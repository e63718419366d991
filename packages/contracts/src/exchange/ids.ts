import type * as z from "zod/mini";
import { id, partOf } from "../values/id.ts";

/** An exchange case (udvekslingssag). */
export const ExchangeCaseId = id("ExchangeCaseId");
export type ExchangeCaseId = z.output<typeof ExchangeCaseId>;

/** A statement (oplysning): its case and a running number. */
export const StatementId = partOf("StatementId");
export type StatementId = z.output<typeof StatementId>;

/** A request for information (anmodning). */
export const RequestId = id("RequestId");
export type RequestId = z.output<typeof RequestId>;

/** A disclosure (videregivelse) between named staff. */
export const DisclosureId = id("DisclosureId");
export type DisclosureId = z.output<typeof DisclosureId>;

/** A gathering (forsamling): an area and a time, never a person. */
export const GatheringId = id("GatheringId");
export type GatheringId = z.output<typeof GatheringId>;

/** A zone that the police have decided. */
export const ZoneId = id("ZoneId");
export type ZoneId = z.output<typeof ZoneId>;

/** A deconfliction hold: an area and a window, and no reason. */
export const HoldId = id("HoldId");
export type HoldId = z.output<typeof HoldId>;

/** A public text, such as that of a zone. */
export const PublicTextId = id("PublicTextId");
export type PublicTextId = z.output<typeof PublicTextId>;

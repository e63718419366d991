import type * as z from "zod/mini";
import { id } from "../values/id.ts";

/** A concern (bekymring). */
export const ConcernId = id("ConcernId");
export type ConcernId = z.output<typeof ConcernId>;

/** A visit case (enkeltsag). */
export const CaseId = id("CaseId");
export type CaseId = z.output<typeof CaseId>;

import * as z from "zod/mini";
import { text } from "./text.ts";

/** Why a named person opens a record: the closed list that the access log keeps (E1, D17). */
export const AccessReason = z.enum([
  "screening",
  "case-work",
  "visit-preparation",
  "follow-up",
  "disclosure",
  "review",
  "supervision",
  "subject-request",
  "audit",
]);
export type AccessReason = z.output<typeof AccessReason>;

/** A free remark to the reason, at most 200 characters; kept in the access log only. */
export const AccessNote = text(1, 200);

import * as z from "zod/mini";
import { described } from "../values/described.ts";
import { withoutCpr } from "../values/reference.ts";

/** What was done with a record (retshåndhævelsesloven § 24, LED art. 25; E1). */
export const AccessAct = described(
  z.enum(["collection", "alteration", "consultation", "disclosure", "erasure", "refusal", "denial"]),
  "What was done: `collection` a record began, `alteration` it was changed, `consultation` it was read, `disclosure` it was handed to somebody else, `erasure` it was erased, `refusal` a rule said no, `denial` there was nothing there for whoever asked.",
  "consultation",
);
export type AccessAct = z.output<typeof AccessAct>;

/** How whoever looked stands to whom they looked at (E8). */
export const AccessFlag = described(
  z.enum(["own-person", "own-surname", "own-address", "unchecked"]),
  "Why the look-up should be looked at (E8): `own-person` they read of themselves, `own-surname` of somebody with their surname, `own-address` of somebody who lives at their address; `unchecked` the staff directory could not be asked.",
  "own-surname",
);
export type AccessFlag = z.output<typeof AccessFlag>;

/** A record as the access log names it: its kind and identifier, or the name of a list. */
export const RecordRef = described(
  z.string().check(z.regex(/^[A-Z][A-Z0-9_-]*(?:#[A-Za-z0-9_.+-]+)*$/), z.maxLength(120), withoutCpr()),
  "A record as the log names it, kind and identifier, or a list. In a query `#` is written `%23`.",
  "CASE#0b6a4f2e-6f0f-4c53-9a57-2f6f3d1c8e10",
);

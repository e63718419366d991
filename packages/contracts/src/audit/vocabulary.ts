import * as z from "zod/mini";
import { described } from "../values/described.ts";

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

const example = "CASE#0b6a4f2e-6f0f-4c53-9a57-2f6f3d1c8e10";

/** What an entry is about, as the access log names it. */
export const LoggedRef = described(
  z.string().check(z.maxLength(200)),
  "A record as the log names it, or a list.",
  example,
);

/** What the log is asked for: kinds and lists by words, then an identifier, a day or an area. A CPR number is none of them (C2), and an identifier that by chance looks like one is no CPR number. */
const part = String.raw`[A-Za-z][A-Za-z_-]*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.\d{1,4})?|\d{4}-\d\d-\d\d|\d{3}(?:-\d)?(?:-[A-Z]{3})?`;

/** A record as the access log names it: its kind and identifier, or the name of a list. */
export const RecordRef = described(
  z.string().check(z.regex(new RegExp(`^[A-Z][A-Z_-]*(?:#(?:${part}))*$`)), z.maxLength(120)),
  "A record as the log names it, kind and identifier, or a list. In a query `#` is written `%23`.",
  example,
);

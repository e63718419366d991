import * as z from "zod/mini";

const uuid = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/;

/** An opaque identifier of one kind of thing: a UUID that says nothing about the person behind it. Taken in letters of either case and kept in small ones (RFC 9562 § 4). */
export const id = <const Kind extends string>(_kind: Kind) =>
  z.string().check(z.regex(uuid), z.toLowerCase()).brand<Kind>();

/** A thing inside another, named by its owner's identifier and a running number, `<uuid>.2`: found with one read. */
export const partOf = <const Kind extends string>(_kind: Kind) =>
  z
    .string()
    .check(z.regex(new RegExp(`${uuid.source.slice(0, -1)}\\.[1-9]\\d{0,3}$`)), z.toLowerCase())
    .brand<Kind>();

/** A named member of staff: the `sub` of the token, a UUID from the organisation's own directory. */
export const StaffId = id("StaffId");
export type StaffId = z.output<typeof StaffId>;

/** The pairwise pseudonym of a person inside one service: a keyed hash, 32 hexadecimal digits (C2). Never crosses a border. */
export type SubjectRef = string & z.core.$brand<"SubjectRef">;

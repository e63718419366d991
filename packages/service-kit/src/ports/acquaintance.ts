import { Cpr, folded, once } from "@trygt/contracts";
import type { AccessFlag } from "@trygt/contracts/audit";
import * as z from "zod/mini";
import { errorFields, log } from "../observability/log.ts";
import type { Staff } from "../records/actor.ts";
import type { Port } from "./port.ts";
import { remembered } from "./remembered.ts";
import { userIn } from "./scim.ts";

/** A person whom somebody looks at. */
export type LookedAt = {
  readonly cpr?: Cpr | undefined;
  readonly name?: string | undefined;
  readonly address?: string | undefined;
};

/** How a member of staff stands to a person whom they look at, for the access log (E8). Never throws and stops no reading: `unchecked` says that nobody could tell. */
export type Acquaintance = (staff: Staff, person: LookedAt) => Promise<readonly AccessFlag[]>;

/** What the directory holds of a member of staff in private. It is compared here and goes no further. */
export type StaffPerson = {
  readonly cpr?: Cpr | undefined;
  readonly familyName?: string | undefined;
  readonly address?: string | undefined;
};

/** What is the same of a reader and of whom they read: number, surname, home. Texts compare without case, marks and punctuation. */
export const flagsBetween = (reader: StaffPerson, person: LookedAt): readonly AccessFlag[] => [
  ...(reader.cpr !== undefined && reader.cpr === person.cpr ? ["own-person" as const] : []),
  ...(same(reader.familyName, person.name?.trim().split(/\s+/).at(-1)) ? ["own-surname" as const] : []),
  ...(same(reader.address, person.address) ? ["own-address" as const] : []),
];

const same = (one: string | undefined, other: string | undefined): boolean => {
  const [first, second] = [letters(one), letters(other)];
  return first !== "" && first === second;
};

const letters = (text = ""): string =>
  folded(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]/gu, "");

/** Where a directory that knows CPR numbers keeps them: an extension of the house's own. */
const personal = "urn:trygt:params:scim:schemas:extension:personal:1.0:User";
const attributes = ["name.familyName", "addresses", `${personal}:cpr`].join(",");

const Private = once(() =>
  z.object({
    name: z.optional(z.object({ familyName: z.optional(z.string()) })),
    addresses: z.optional(z.array(z.object({ type: z.optional(z.string()), formatted: z.optional(z.string()) }))),
    [personal]: z.optional(z.object({ cpr: z.optional(Cpr) })),
  }),
);

/** Reads what is private of a User resource: surname, home address, and the number where the directory has it (RFC 7643 § 4.1). Throws for what is none. */
export const staffPersonIn = (resource: unknown): StaffPerson => {
  const { name, addresses = [], [personal]: more } = z.parse(Private(), resource);
  return {
    familyName: name?.familyName,
    address: addresses.find(({ type }) => type === "home")?.formatted,
    cpr: more?.cpr,
  };
};

/** Compares by the staff directory, as SCIM 2.0. Whom it does not know nobody can tell of. */
export const acquaintance = (url: string, now: () => number = Date.now): Acquaintance => {
  const find = remembered(async (id) => {
    const user = await userIn(url, id, attributes);
    return user === undefined ? undefined : staffPersonIn(user);
  }, now);
  return async ({ id }, person) => {
    try {
      const reader = await find(id);
      return reader === undefined ? ["unchecked"] : flagsBetween(reader, person);
    } catch (error) {
      log("warn", "a look-up was not checked", errorFields(error));
      return ["unchecked"];
    }
  };
};

/** How readers stand to whom they read, by the staff directory of the stage. */
export const acquaintancePort: Port<Acquaintance> = {
  variable: "STAFF_DIRECTORY_URL",
  behind: "external-system",
  live: (url) => acquaintance(url),
};

import { Cpr, LocalDate } from "@trygt/contracts";
import * as z from "zod/mini";
import { postJson } from "./json-call.ts";
import type { Port } from "./port.ts";

/** What the person register (CPR) tells of a person: birth date and sex stand here, never in the digits (C5). */
export type RegisteredPerson = z.output<typeof RegisteredPerson>;
const RegisteredPerson = z.object({
  cpr: Cpr,
  name: z.string(),
  birthDate: LocalDate,
  status: z.enum(["alive", "moved", "dead"]),
  municipality: z.string(),
  protectedAddress: z.boolean(),
  address: z.optional(z.object({ darId: z.string(), text: z.string() })),
  custodyHolders: z.array(z.object({ cpr: Cpr, name: z.string(), protectedAddress: z.boolean() })),
});

/** The person register: undefined for a number it does not know. Throws when it cannot be asked. */
export type PersonRegister = (cpr: Cpr) => Promise<RegisteredPerson | undefined>;

/** The register over HTTP, as Serviceplatformen's adapter gives it: the number travels in the body, never in the URL (C3). */
export const personRegister =
  (url: string): PersonRegister =>
  async (cpr) => {
    const { status, body } = await postJson(`${url}/lookup`, { cpr });
    if (status === 404) return undefined;
    if (status !== 200) throw new Error(`The person register answered ${status}`);
    return z.parse(RegisteredPerson, body);
  };

/** The person register of the stage. */
export const personRegisterPort: Port<PersonRegister> = {
  variable: "PERSON_REGISTER_URL",
  behind: "external-system",
  live: personRegister,
};

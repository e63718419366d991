import { asObject, gatewayResponse, jsonResponse } from "@trygt/assembly-runner";
import { type Citizen, citizens } from "./citizens.ts";
import type { StandIn } from "./stand-in.ts";

const custodyHoldersOf = (citizen: Citizen, people: readonly Citizen[]) =>
  people
    .filter((one) => citizen.custody.includes(one.cpr))
    .map(({ cpr, name, protectedAddress }) => ({ cpr, name, protectedAddress }));

/**
 * The person register: `POST /lookup` with `{"cpr": ten digits}` answers the person, or 404. The number stands in the body and
 * never in the URL (domain.md C3).
 */
export const personRegister = (people: readonly Citizen[] = citizens): StandIn => ({
  slug: "person-register",
  answer: ({ method, path, body }) => {
    if (method !== "POST" || path !== "/lookup") return gatewayResponse(404, "Not Found");
    const cpr = asObject(body)?.["cpr"];
    if (typeof cpr !== "string" || !/^\d{10}$/.test(cpr)) return gatewayResponse(400, "cpr must be ten digits");
    const found = people.find((one) => one.cpr === cpr);
    if (found === undefined) return gatewayResponse(404, "unknown");
    const { custody: _, exempt: __, ...person } = found;
    return jsonResponse(200, { ...person, custodyHolders: custodyHoldersOf(found, people) });
  },
});

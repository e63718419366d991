import { gatewayResponse, type HttpResponse, jsonResponse } from "@trygt/assembly-runner";
import type { Person } from "../people.ts";
import { type Attributes, readFilter } from "./scim-filter.ts";
import type { StandIn } from "./stand-in.ts";

const user = "urn:ietf:params:scim:schemas:core:2.0:User";
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** What the directory holds in private of some of the demo people: Søren is of Ida's family, and lives at her address. */
const inPrivate: Readonly<Record<string, { readonly familyName: string; readonly home: string }>> = {
  Søren: { familyName: "Kulisse", home: "Rantzausgade 40, 1. tv, 2200 København N" },
};

const privateOf = (name: string) => {
  const found = inPrivate[name];
  if (found === undefined) return {};
  return { name: { familyName: found.familyName }, addresses: [{ type: "home", formatted: found.home }] };
};

/** A demo person as a User resource (RFC 7643 § 4.1). */
const resourceOf = ({ sub, name, roles, agency }: Person) => ({
  ...privateOf(name),
  schemas: [user, enterprise],
  id: sub,
  userName: `${name.toLowerCase()}@${agency}.example`,
  displayName: name,
  active: true,
  roles: roles.map((value) => ({ value })),
  [enterprise]: { organization: agency },
});

const attributesOf = ({ sub, name, roles, agency }: Person): Attributes =>
  new Map([
    ["id", [sub]],
    ["displayname", [name]],
    ["active", ["true"]],
    ["roles.value", roles],
    [`${enterprise}:organization`.toLowerCase(), [agency]],
  ]);

// RFC 7644 § 3.12
const scimError = (status: number, detail: string, scimType?: string): HttpResponse =>
  jsonResponse(status, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: String(status),
    detail,
    ...(scimType === undefined ? {} : { scimType }),
  });

/** The agencies' staff directory, SCIM 2.0: `GET /Users/{id}`, and `GET /Users` with filter, startIndex and count (RFC 7644 §§ 3.4.1 and 3.4.2), on the demo people. */
export const staffDirectory = (people: readonly Person[]): StandIn => {
  const byName = [...people].sort((one, other) => one.name.localeCompare(other.name, "da"));
  return {
    slug: "staff-directory",
    answer: ({ method, path, query }) => {
      const [, collection, id, ...deeper] = path.split("/");
      if (method !== "GET" || collection !== "Users" || deeper.length > 0) return gatewayResponse(404, "Not Found");
      if (id !== undefined && id !== "") {
        const found = people.find(({ sub }) => sub === id);
        return found === undefined ? scimError(404, `Resource ${id} not found`) : jsonResponse(200, resourceOf(found));
      }
      const matches = readFilter(query.get("filter") ?? "active eq true");
      if (matches === undefined) return scimError(400, "The filter cannot be read", "invalidFilter");
      const found = byName.filter((person) => matches(attributesOf(person)));
      const startIndex = Math.max(1, Number(query.get("startIndex") ?? 1));
      const shown = found.slice(startIndex - 1, startIndex - 1 + Math.max(0, Number(query.get("count") ?? 100)));
      return jsonResponse(200, {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        totalResults: found.length,
        startIndex,
        itemsPerPage: shown.length,
        Resources: shown.map(resourceOf),
      });
    },
  };
};

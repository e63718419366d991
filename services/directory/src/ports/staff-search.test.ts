import { jens, jonna, jsonServer } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { filterFor, staffSearch } from "./staff-search.ts";

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const resource = (id: string, displayName: string) => ({
  ...{ id, displayName, active: true, roles: [{ value: "employment_adviser" }] },
  [enterprise]: { organization: "job-centre" },
});

const { url, asked, now } = await jsonServer();

describe("the question to the staff directory", () => {
  it("asks for those who are active, and for more only where more is said", () => {
    expect(filterFor({})).toBe("active eq true");
    expect(filterFor({ role: "mentor", agency: "municipality", q: "O'Neill" })).toBe(
      `active eq true and roles.value eq "mentor" and ${enterprise}:organization eq "municipality" and displayName co "O'Neill"`,
    );
  });

  it("keeps a quotation mark within its text", () => {
    expect(filterFor({ q: 'a" or active eq false' })).toBe(
      'active eq true and displayName co "a\\" or active eq false"',
    );
  });
});

describe("the answer of the staff directory", () => {
  it("is read as SCIM, and says whether there are more", async () => {
    const Resources = [resource(jens.id, "Jens"), resource(jonna.id, "Jonna")];
    now.answer = { status: 200, body: { totalResults: 3, Resources } };
    const { members, more } = await staffSearch(url)({ q: "J" });
    expect([members.map(({ name }) => name), more]).toEqual([["Jens", "Jonna"], true]);
    expect(asked.at(-1)?.url.pathname).toBe("/Users");
    expect(asked.at(-1)?.url.searchParams.get("count")).toBe("50");
    now.answer = { status: 200, body: { totalResults: 0 } };
    expect(await staffSearch(url)({})).toEqual({ members: [], more: false });
  });

  it("that is none is an error", async () => {
    now.answer = { status: 403, body: {} };
    await expect(staffSearch(url)({})).rejects.toThrow("answered 403");
    now.answer = { status: 200, body: { Resources: [] } };
    await expect(staffSearch(url)({})).rejects.toThrow();
  });
});

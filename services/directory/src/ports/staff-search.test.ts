import { createServer } from "node:http";
import { jens, jonna } from "@trygt/service-kit/testing";
import { afterAll, describe, expect, it } from "vitest";
import { filterFor, staffSearch } from "./staff-search.ts";

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const resource = (id: string, displayName: string) => ({
  ...{ id, displayName, active: true, roles: [{ value: "employment_adviser" }] },
  [enterprise]: { organization: "job-centre" },
});

let answer: { status: number; body: unknown } = { status: 200, body: {} };
const asked: URL[] = [];
const server = createServer(({ url = "" }, response) => {
  asked.push(new URL(url, "http://directory.example"));
  response.writeHead(answer.status).end(JSON.stringify(answer.body));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
const url = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}/scim/v2` : "";
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

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
    answer = { status: 200, body: { totalResults: 3, Resources } };
    const { members, more } = await staffSearch(url)({ q: "J" });
    expect([members.map(({ name }) => name), more]).toEqual([["Jens", "Jonna"], true]);
    expect(asked.at(-1)?.pathname).toBe("/scim/v2/Users");
    expect(asked.at(-1)?.searchParams.get("count")).toBe("50");
    answer = { status: 200, body: { totalResults: 0 } };
    expect(await staffSearch(url)({})).toEqual({ members: [], more: false });
  });

  it("that is none is an error", async () => {
    answer = { status: 403, body: {} };
    await expect(staffSearch(url)({})).rejects.toThrow("answered 403");
    answer = { status: 200, body: { Resources: [] } };
    await expect(staffSearch(url)({})).rejects.toThrow();
  });
});

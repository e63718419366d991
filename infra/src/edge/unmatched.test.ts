import { describe, expect, it } from "vitest";
import { methodsAt, routeTable, unmatched } from "./unmatched.ts";

const table = routeTable([
  { method: "POST", path: "/visits/concerns" },
  { method: "GET", path: "/visits/concerns" },
  { method: "GET", path: "/visits/concerns/{concernId}" },
  { method: "POST", path: "/visits/concerns/{id}/screening" },
]);
const ask = (rawPath: string, language?: string) =>
  unmatched(table)({ rawPath, headers: { "accept-language": language }, requestContext: { requestId: "r-1" } });

describe("an address that no route took", () => {
  it("is told which methods a known path takes", async () => {
    const answer = await ask("/visits/concerns");
    expect(answer.statusCode).toBe(405);
    expect(answer.headers["allow"]).toBe("GET, HEAD, POST");
  });

  it("is told so whatever stands for the placeholder", async () => {
    const answer = await ask("/visits/concerns/anything%2Fat-all/screening");
    expect([answer.statusCode, answer.headers["allow"]]).toEqual([405, "POST"]);
  });

  it.each([
    "/",
    "",
    "/visits",
    "/visits/concerns/",
    "/visits/concerns/x/y",
    "/visits//screening",
    "/VISITS/concerns",
    "/visits/concerns//screening",
  ])("%j is nothing", async (path) => {
    const answer = await ask(path);
    expect(answer.statusCode).toBe(404);
    expect(answer.headers["allow"]).toBeUndefined();
  });

  it("is answered as a problem that never repeats the path", async () => {
    const answer = await ask("/visits/7204104311");
    expect(answer.headers).toMatchObject({ "content-type": "application/problem+json", "cache-control": "no-store" });
    expect(JSON.parse(answer.body)).toMatchObject({
      type: "urn:trygt:problem:not-found",
      title: "Not found",
      status: 404,
      detail: expect.any(String),
      instance: "urn:trygt:request:r-1",
    });
    expect(answer.body).not.toContain("7204104311");
  });

  it.each([
    ["da-DK,da;q=0.9", "da", "Ikke fundet"],
    ["en, da;q=0.5", "en", "Not found"],
    ["de", "en", "Not found"],
    [undefined, "en", "Not found"],
  ])("for %s it speaks %s", async (asked, spoken, title) => {
    const answer = await ask("/nowhere", asked);
    expect(answer.headers["content-language"]).toBe(spoken);
    expect(JSON.parse(answer.body).title).toBe(title);
  });
});

it("a path under two names for its placeholder is one path", () => {
  const both = routeTable([
    { method: "GET", path: "/a/{one}" },
    { method: "POST", path: "/a/{other}" },
  ]);
  expect(both).toHaveLength(1);
  expect(methodsAt("/a/x", both)).toEqual(["GET", "HEAD", "POST"]);
});

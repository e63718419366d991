import { SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import type { Cloud } from "./options.ts";
import { call, cloudsOf, post, tokenOf } from "./testing/running.ts";

const start = cloudsOf("/nowhere");

describe("a running cloud over HTTP", () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await start();
  });

  test("hands a function's reply on: status, headers, cookies, body", async () => {
    const response = await call(cloud, "POST", "/notes/reply", { body: "hej" });
    expect(response.status).toBe(201);
    expect(response.headers.get("etag")).toBe('"1"');
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.json()).toEqual({ noteId: "reply", by: "Birk" });
  });

  test("calls functions with payload format 2.0", async () => {
    const response = await fetch(`${cloud.url}/echo/a%20b/c?x=1&x=2&y=%C3%B8`, {
      method: "PUT",
      headers: { cookie: "one=1; two=2", "X-Mixed": "Case", "content-type": "application/json" },
      body: '{"a":1}',
    });
    expect(await response.json()).toMatchObject({
      version: "2.0",
      routeKey: "ANY /echo/{proxy+}",
      rawPath: "/echo/a%20b/c",
      rawQueryString: "x=1&x=2&y=%C3%B8",
      cookies: ["one=1", "two=2"],
      headers: { "x-mixed": "Case" },
      queryStringParameters: { x: "1,2", y: "ø" },
      pathParameters: { proxy: "a b/c" },
      requestContext: {
        stage: "$default",
        routeKey: "ANY /echo/{proxy+}",
        http: { method: "PUT", path: "/echo/a%20b/c" },
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
    const binary = await fetch(`${cloud.url}/echo/x`, {
      method: "POST",
      headers: { "content-type": "image/png" },
      body: "abc",
    });
    expect(await binary.json()).toMatchObject({ body: "YWJj", isBase64Encoded: true });
  });

  test("gives functions the claims of the token as text, lists in API Gateway's form", async () => {
    const response = await call(cloud, "POST", "/notes/claims", { body: "" });
    expect(await response.json()).toMatchObject({ by: "Birk" });
    const [head, claims = ""] = tokenOf(cloud).split(".");
    expect(JSON.parse(Buffer.from(head ?? "", "base64url").toString())).toMatchObject({ alg: "RS256" });
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      iss: "https://login.trygt.example",
      aud: "trygt",
      agency: "police",
      roles: ["police_ssp_officer"],
      nsis: "https://data.gov.dk/concept/core/nsis/loa/Substantial",
    });
  });

  test("refuses a request without a good token", async () => {
    const [head = "", claims = "", signature = ""] = tokenOf(cloud).split(".");
    const forgedClaims = Buffer.from(Buffer.from(claims, "base64url").toString().replace("Birk", "Runa")).toString(
      "base64url",
    );
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    const byKey = await new SignJWT({ name: "Birk" })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer("https://login.trygt.example")
      .setAudience("trygt")
      .setExpirationTime("1y")
      .sign(new TextEncoder().encode("any secret that is long enough to be one"));
    for (const token of ["", "garbled", `${head}.${forgedClaims}.${signature}`, `${none}.${claims}.`, byKey]) {
      const response = await call(cloud, "POST", "/notes/refused", { body: "" }, token);
      expect([response.status, response.headers.get("www-authenticate"), await response.json()]).toEqual([
        401,
        "Bearer",
        { message: "Unauthorized" },
      ]);
    }
    expect((await fetch(`${cloud.url}/notes/refused`, { method: "POST" })).status).toBe(401);
  });

  test("answers an unknown route as API Gateway does", async () => {
    const response = await fetch(`${cloud.url}/nowhere`);
    expect([response.status, await response.json()]).toEqual([404, { message: "Not Found" }]);
  });

  test("refuses what is over the gateway's limits", async () => {
    const large = await fetch(`${cloud.url}/echo/x`, { method: "POST", body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(large.status).toBe(413);
    expect((await fetch(`${cloud.url}/echo/x`, { headers: { long: "x".repeat(11_000) } })).status).toBe(431);
  });

  test("answers the control surface's questions, and refuses what it cannot do", async () => {
    const get = async (path: string) => (await fetch(`${cloud.url}${path}`)).json();
    expect(await get("/_local/health")).toMatchObject({ status: "ok" });
    expect(await get("/_local/people")).toContainEqual(
      expect.objectContaining({
        name: "Signe",
        role: "ssp_consultant",
        agency: "municipality",
        token: expect.any(String),
      }),
    );
    expect(await get("/_local/clock")).toEqual({ now: expect.stringMatching(/\+0[12]:00$/) });
    expect((await fetch(`${cloud.url}/_local/events?since=yesterday`)).status).toBe(400);
    expect((await post(cloud, "/_local/dead-letters/redrive", { queue: "nobody" })).status).toBe(404);
    expect((await post(cloud, "/_local/health", {})).status).toBe(405);
    expect((await fetch(`${cloud.url}/_local/nothing`)).status).toBe(404);
    expect((await post(cloud, "/_local/settle", {})).status).toBe(200);
    const page = await fetch(`${cloud.url}/`);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  test("serves the page's program as JavaScript that a browser can read", async () => {
    const response = await fetch(`${cloud.url}/_local/page.js`);
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/javascript; charset=utf-8"]);
    // Read to its end and begun: what it lacks here is the browser, not the grammar
    const program = `data:text/javascript,${encodeURIComponent(await response.text())}`;
    await expect(import(/* @vite-ignore */ program)).rejects.toThrow("document is not defined");
  });

  test("issues tokens that its own keys verify", async () => {
    const get = async (url: string) => (await (await fetch(url)).json()) as Record<string, string>;
    const { jwks_uri = "", token_endpoint = "" } = await get(`${cloud.url}/oidc/.well-known/openid-configuration`);
    const { keys } = (await (await fetch(jwks_uri)).json()) as { keys: Record<string, unknown>[] };
    expect(keys).toMatchObject([{ kty: "RSA", alg: "RS256" }]);
    expect(keys.flatMap(Object.keys)).not.toContain("d");
    const answer = await fetch(token_endpoint, { method: "POST", body: new URLSearchParams({ person: "Runa" }) });
    const { access_token = "" } = (await answer.json()) as Record<string, string>;
    expect(await (await call(cloud, "POST", "/notes/by-runa", { body: "" }, access_token)).json()).toMatchObject({
      by: "Runa",
    });
    expect(
      (await fetch(token_endpoint, { method: "POST", body: new URLSearchParams({ person: "Nobody" }) })).status,
    ).toBe(400);
  });
});

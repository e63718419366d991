import { SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import type { Runner } from "../runner.ts";
import { testAudience, testIssuer } from "../testing/assembly.ts";
import { call, runnersOf, token } from "../testing/running.ts";

const run = runnersOf("/nowhere");

describe("the running HTTP API", () => {
  let runner: Runner;
  beforeAll(async () => {
    runner = await run();
  });

  test("hands a function's response on: status, headers, cookies, body", async () => {
    const response = await call(runner, "POST", "/notes/reply", { body: "hej" });
    expect(response.status).toBe(201);
    expect(response.headers.get("etag")).toBe('"1"');
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.json()).toEqual({ noteId: "reply", by: "Ada" });
  });

  test("calls functions with payload format 2.0", async () => {
    const response = await fetch(`${runner.url}/echo/a%20b/c?x=1&x=2&y=%C3%B8`, {
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
    const binary = await fetch(`${runner.url}/echo/x`, {
      method: "POST",
      headers: { "content-type": "image/png" },
      body: "abc",
    });
    expect(await binary.json()).toMatchObject({ body: "YWJj", isBase64Encoded: true });
  });

  test("refuses a request without a good token", async () => {
    const [head = "", claims = "", signature = ""] = token.split(".");
    const forged = Buffer.from(Buffer.from(claims, "base64url").toString().replace("Ada", "Eve")).toString("base64url");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    const bySecret = await new SignJWT({ name: "Ada" })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer(testIssuer)
      .setAudience(testAudience)
      .setExpirationTime("1y")
      .sign(new TextEncoder().encode("any secret that is long enough to be one"));
    for (const bad of ["", "garbled", `${head}.${forged}.${signature}`, `${none}.${claims}.`, bySecret]) {
      const headers = { authorization: `Bearer ${bad}` };
      const response = await call(runner, "POST", "/notes/refused", { body: "", headers });
      expect([response.status, response.headers.get("www-authenticate"), await response.json()]).toEqual([
        401,
        "Bearer",
        { message: "Unauthorized" },
      ]);
    }
    expect((await fetch(`${runner.url}/notes/refused`, { method: "POST" })).status).toBe(401);
  });

  test("answers an unknown route as API Gateway does", async () => {
    const response = await fetch(`${runner.url}/nowhere`);
    expect([response.status, await response.json()]).toEqual([404, { message: "Not Found" }]);
  });

  test("refuses what is over the gateway's limits", async () => {
    const large = await fetch(`${runner.url}/echo/x`, { method: "POST", body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(large.status).toBe(413);
    expect((await fetch(`${runner.url}/echo/x`, { headers: { long: "x".repeat(11_000) } })).status).toBe(431);
  });
});

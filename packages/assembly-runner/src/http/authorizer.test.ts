import { beforeAll, describe, expect, test } from "vitest";
import { testAudience, testIssuer } from "../testing/assembly.ts";
import { createTestIssuer, type TestIssuer, type TokenClaims } from "../testing/tokens.ts";
import { jwtAuthorizer } from "./authorizer.ts";

const authorizer = { id: "a", issuer: testIssuer, audiences: [testAudience] };
const now = Date.parse("2026-03-02T08:00:00Z");

let issuer: TestIssuer;
let authorize: ReturnType<typeof jwtAuthorizer>;
beforeAll(async () => {
  issuer = await createTestIssuer();
  authorize = jwtAuthorizer(issuer.keys, () => now);
});
const judge = async (claims: TokenClaims, scopes: readonly string[] = []) =>
  authorize(authorizer, scopes, `Bearer ${await issuer.tokenFor(claims)}`);

describe("a token", () => {
  test("passes with its claims as text, and lists in API Gateway's form", async () => {
    const claims = { name: "Ada", groups: ["a", "b"], level: 3, address: { city: "Here" } };
    expect(await judge(claims)).toMatchObject({
      allowed: true,
      claims: { name: "Ada", groups: "[a b]", level: "3", address: '{"city":"Here"}' },
    });
  });

  test.each<[string, TokenClaims]>([
    ["another issuer", { iss: "https://other.example" }],
    ["another audience", { aud: "customers" }],
    ["another client where it names no audience", { client_id: "customers" }],
    ["a time that is over", { expiresAt: "2026-03-02T07:59:59Z" }],
    ["a time that has not begun", { notBefore: "2026-03-02T08:00:01Z" }],
  ])("does not pass with %s", async (_, claims) => {
    expect(await judge(claims)).toEqual({ allowed: false, status: 401 });
  });

  test("without an audience passes by its client", async () => {
    expect(await judge({ client_id: testAudience })).toMatchObject({ allowed: true });
  });

  test("needs one of the scopes that a route asks for", async () => {
    expect(await judge({ scope: "notes/read notes/write" }, ["notes/write", "notes/all"])).toMatchObject({
      allowed: true,
      scopes: ["notes/read", "notes/write"],
    });
    expect(await judge({ scp: ["notes/read"] }, ["notes/read"])).toMatchObject({ allowed: true });
    expect(await judge({ scope: "notes/read" }, ["notes/write"])).toEqual({ allowed: false, status: 403 });
    expect(await judge({}, ["notes/write"])).toEqual({ allowed: false, status: 403 });
  });

  test("signed by somebody else, garbled or missing does not pass", async () => {
    const other = await createTestIssuer();
    const refused = { allowed: false, status: 401 };
    expect(await authorize(authorizer, [], `Bearer ${await other.tokenFor()}`)).toEqual(refused);
    expect(await authorize(authorizer, [], "Bearer garbled")).toEqual(refused);
    expect(await authorize(authorizer, [], undefined)).toEqual(refused);
  });
});

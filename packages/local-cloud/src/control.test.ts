import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Cloud } from "./options.ts";
import { pageFiles } from "./page/files.ts";
import { call, cloudsForTests, post, tokenOf } from "./testing/running.ts";

const start = cloudsForTests();

describe("the control surface", () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await start();
  });
  const get = async (path: string) => (await fetch(`${cloud.url}${path}`)).json();

  test("answers its questions, and refuses what it cannot do", async () => {
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
  });

  test("tells what went over the bus, and what runs", async () => {
    expect((await call(cloud, "POST", "/notes/told", { body: "hej" })).status).toBe(201);
    await post(cloud, "/_local/settle", {});
    expect(await get("/_local/events")).toContainEqual(expect.objectContaining({ detail: { noteId: "told" } }));
    expect(await get("/_local/overview")).toMatchObject({
      tables: ["Test-Notes", "Test-Diary"],
      routes: expect.arrayContaining(["POST /notes/{noteId}"]),
      schedules: [{ name: "daily", expression: "cron(0 5 * * ? *)" }],
      queues: [
        { name: "Test-StreamDead", isDeadLetters: true, waiting: 0, hidden: 0 },
        { name: "Test-Dead", isDeadLetters: true, waiting: 0, hidden: 0 },
        { name: "Test-Inbox", isDeadLetters: false, waiting: 0, hidden: 0 },
      ],
    });
    expect(await get("/_local/dead-letters")).toEqual([]);
    expect(await get("/_local/letters")).toEqual([]);
  });

  test("lets requests that are not its own through to the product", async () => {
    expect(await (await fetch(`${cloud.url}/nowhere`)).json()).toEqual({ message: "Not Found" });
    expect((await fetch(`${cloud.url}/_stand-ins/nobody`)).status).toBe(404);
  });

  test("serves the page", async () => {
    const page = await fetch(`${cloud.url}/`);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  test("serves the page's program as JavaScript that a browser can read", async () => {
    const folder = mkdtempSync(join(tmpdir(), "trygt-page-"));
    for (const name of pageFiles.filter((one) => one.endsWith(".ts"))) {
      const response = await fetch(`${cloud.url}/_local/page/${name}`);
      expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/javascript; charset=utf-8"]);
      writeFileSync(join(folder, name.replace(".ts", ".mjs")), (await response.text()).replaceAll('.ts"', '.mjs"'));
    }
    // Read to its end and begun: what it lacks here is the browser, not the grammar
    const { stderr } = spawnSync(process.execPath, [join(folder, "page.mjs")], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect(stderr).toContain("document is not defined");
  });

  test("moves the clock, and refuses to go back and words it cannot read", async () => {
    const other = await start({ now: "2026-03-02T09:00:00+01:00" });
    const back = await post(other, "/_local/clock", { to: "2026-03-01T00:00:00+01:00" });
    expect([back.status, (await back.json()).detail]).toEqual([
      400,
      "The clock only goes forward. Start with --now and a fresh data folder to go back.",
    ]);
    for (const move of [{ advance: "a while" }, {}, "x"]) {
      const response = await post(other, "/_local/clock", move);
      expect([response.status, response.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
    }
    expect(other.clock()).toMatch(/^2026-03-02T09:00/);
    const moved = await post(other, "/_local/clock", { advance: "P1D" });
    expect(await moved.json()).toEqual({ now: expect.stringMatching(/^2026-03-03T09:00:\d\d\+01:00$/) });
  });
});

describe("the issuer", () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await start();
  });

  test("signs people in under the issuer and audience that the templates name", async () => {
    const [head = "", claims = ""] = tokenOf(cloud).split(".");
    expect(JSON.parse(Buffer.from(head, "base64url").toString())).toMatchObject({ alg: "RS256" });
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      iss: "https://login.example",
      aud: "staff",
      name: "Birk",
      agency: "police",
      roles: ["police_ssp_officer"],
      nsis: "https://data.gov.dk/concept/core/nsis/loa/Substantial",
    });
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

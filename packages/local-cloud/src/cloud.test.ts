import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { api, freshFolder, lambda, type Resources, route, writeAssembly } from "@trygt/assembly-runner/testing";
import { describe, expect, test } from "vitest";
import { startCloud } from "./cloud.ts";
import type { Cloud } from "./options.ts";
import { call, cloudsForTests, tokenOf } from "./testing/running.ts";

const start = cloudsForTests();

test("the clock of a fresh cloud stands at the beginning of the stories, in Copenhagen", async () => {
  expect((await start()).clock()).toMatch(/^2026-03-02T09:00:\d\d\+01:00$/);
});

test("tokens last a year of the clock, and a move gives people new ones", async () => {
  const cloud = await start({ now: "2026-03-02T09:00:00+01:00" });
  const old = tokenOf(cloud);
  await cloud.advance({ to: "2027-03-01T09:00:00+01:00" });
  expect((await call(cloud, "POST", "/notes/a", { body: "" }, old)).status).toBe(201);
  await cloud.advance("P3D");
  expect((await call(cloud, "POST", "/notes/a", { body: "" }, old)).status).toBe(401);
  expect((await call(cloud, "POST", "/notes/a", { body: "" })).status).toBe(201);
});

describe("a data folder", () => {
  test("keeps the issuer's key over a restart, so that tokens stay good", async () => {
    const data = freshFolder();
    const first = await start({ data });
    const token = tokenOf(first);
    await first.stop();
    const second = await start({ data });
    expect((await call(second, "POST", "/notes/again", { body: "" }, token)).status).toBe(201);
  });

  test("serves one cloud at a time", async () => {
    const data = freshFolder();
    const cloud = await start({ data });
    await expect(start({ data })).rejects.toThrow(/^Trygt cannot start: .* is in use by another Trygt/);
    expect((await fetch(`${cloud.url}/_local/health`)).status).toBe(200);
  });
});

test("a kind that cannot be run stops the start, and the refusal says where it could be added", async () => {
  const assembly = writeAssembly({ Disk: { Type: "AWS::EC2::Volume" } }, {});
  await expect(startCloud({ assembly, data: "memory" })).rejects.toThrow(
    'Trygt cannot start: the template "Test" has a resource "Disk" of kind AWS::EC2::Volume, which the local cloud does not know. ' +
      "Leave the resource out, or teach it to packages/assembly-runner/src/assembly/kinds.ts.",
  );
});

describe("stand-ins", () => {
  const asker = `exports.handler = async ({ variable, path, body }) => {
    const response = await fetch(process.env[variable] + path, { method: "POST", body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };`;
  const resources: Resources = {
    ...api,
    ...route("Ask", "POST /ask", "Asker", false),
    Asker: lambda("asker", {
      PERSON_REGISTER_URL: "https://register.example",
      DIGITAL_POST_URL: "https://post.example",
      NEIGHBOUR_URL: "https://neighbour.example",
    }),
  };
  const ask = async (cloud: Cloud, variable: string, path: string, body: unknown) => {
    const result = await cloud.invoke("Test-Asker", { variable, path, body });
    return result.ok ? JSON.parse(result.payload ?? "null") : result;
  };

  test("the person register knows the citizens, and tells a protected custody holder apart", async () => {
    const cloud = await start({ assembly: writeAssembly(resources, { asker }) });
    const ida = await ask(cloud, "PERSON_REGISTER_URL", "/lookup", { cpr: "7408124446" });
    expect(ida).toMatchObject({
      status: 200,
      body: { name: "Ida Kulisse", birthDate: "2012-08-14", sex: "female", status: "alive" },
    });
    expect(ida.body.custodyHolders.map((holder: { protectedAddress: boolean }) => holder.protectedAddress)).toEqual([
      false,
      true,
    ]);
    expect(await ask(cloud, "PERSON_REGISTER_URL", "/lookup", { cpr: "6101014999" })).toMatchObject({ status: 404 });
  });

  test("Digital Post delivers letters as files whose names tell nothing, and refuses those who are exempt", async () => {
    const data = freshFolder();
    const cloud = await start({ assembly: writeAssembly(resources, { asker }), data });
    const letter = {
      recipientCpr: "7503853118",
      title: "An <offer>",
      body: "Dear parent",
      language: "en",
      reference: "r-1",
    };
    const sent = await ask(cloud, "DIGITAL_POST_URL", "/letters", letter);
    expect(sent.status).toBe(202);
    expect(await ask(cloud, "DIGITAL_POST_URL", "/letters", letter)).toEqual(sent);
    expect(cloud.letters()).toMatchObject([{ ...letter, letterId: sent.body.letterId }]);
    expect(cloud.timeline.recent()).toContainEqual(
      expect.objectContaining({ kind: "letter", title: "Digital Post", detail: sent.body.letterId }),
    );
    const files = readdirSync(join(data, "letters"));
    expect(files.toSorted()).toEqual([`${sent.body.letterId}.html`, `${sent.body.letterId}.json`]);
    expect(readFileSync(join(data, "letters", `${sent.body.letterId}.html`), "utf8")).toContain("An &lt;offer&gt;");
    const exempt = await ask(cloud, "DIGITAL_POST_URL", "/letters", { ...letter, recipientCpr: "6807823111" });
    expect(exempt).toEqual({ status: 409, body: { message: "exempt" } });
  });

  test("a function whose party is on this machine already keeps its address", async () => {
    const here = { Asker: lambda("asker", { PERSON_REGISTER_URL: "http://127.0.0.1:9/register" }) };
    const asker = "exports.handler = async () => process.env.PERSON_REGISTER_URL;";
    const cloud = await start({ assembly: writeAssembly({ ...resources, ...here }, { asker }) });
    expect(await cloud.invoke("Test-Asker", {})).toMatchObject({ payload: '"http://127.0.0.1:9/register"' });
  });

  test("a test may bring a stand-in of its own, and set any variable", async () => {
    const cloud = await start({
      assembly: writeAssembly(resources, { asker }),
      standIns: {
        NEIGHBOUR_URL: {
          slug: "neighbour",
          answer: ({ path, body }) => ({ status: 200, headers: {}, body: JSON.stringify({ path, body }) }),
        },
      },
    });
    expect(await ask(cloud, "NEIGHBOUR_URL", "/hello", { to: "you" })).toEqual({
      status: 200,
      body: { path: "/hello", body: { to: "you" } },
    });
    const other = await start({ assembly: writeAssembly(resources, { asker }), env: { NEIGHBOUR_URL: cloud.url } });
    expect(await ask(other, "NEIGHBOUR_URL", "/_local/settle", {})).toMatchObject({ body: { settled: true } });
  });
});

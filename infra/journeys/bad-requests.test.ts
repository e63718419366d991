import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { boot, type City, type Sent } from "./support/city.ts";
import { marker, refused, watch } from "./support/nonsense.ts";
import { leaks, numbersIn } from "./support/secrecy.ts";
import { acceptance, children, concernAbout, observation, openCase, register } from "./support/stories.ts";
import { forgeries } from "./support/tokens.ts";

const good = concernAbout(children.Noah);
const marked = concernAbout(children.Noah, [observation(`${marker} ved opgangen`)]);

let city: City;
let watched: ReturnType<typeof watch>;
let expired = "";
const data = mkdtempSync(join(tmpdir(), "trygt-journey-"));
/** Records that stand in the city while it is sent nonsense. */
const standing = { concernId: "", caseId: "" };
beforeAll(async () => {
  const earlier = await boot({ data, now: "2024-12-02T09:00:00+01:00" });
  expired = earlier.as("Birk").token;
  await earlier.stop();
  city = await boot({ data });
  standing.concernId = await register(city, concernAbout(children.Sara));
  standing.caseId = (await openCase(city, "Adam")).caseId;
  await city.settle();
  watched = watch(city);
  await watched.look();
});
afterEach(() => watched.unchanged());
afterAll(async () => {
  await city.stop();
  rmSync(data, { recursive: true, force: true });
});

const concern = (body: unknown, headers: Sent["headers"] = {}) =>
  refused(city, "Birk", "POST /visits/concerns", { body, headers });
const screening = () => `POST /visits/concerns/${standing.concernId}/screening`;

describe("what a header must say is asked for", () => {
  test.each([
    ["", "empty"],
    ["short", "too short"],
    [`${marker} with spaces`, "with spaces"],
    ["x".repeat(129), "too long"],
  ])("an Idempotency-Key of %j, %s, is 400", async (key) => {
    expect(await concern(good, { "idempotency-key": key })).toMatchObject({
      status: 400,
      slug: "idempotency-key-missing",
      pointers: ["/Idempotency-Key"],
    });
  });

  test("a write without Idempotency-Key is 400", async () => {
    const { token } = city.as("Birk");
    const response = await fetch(`${city.url}/visits/concerns`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(good),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: "urn:trygt:problem:idempotency-key-missing" });
  });

  test.each([[undefined], [marker], ["curiosity"]])("a case read for the reason %j is 400", async (reason) => {
    const headers: Record<string, string> = reason === undefined ? {} : { "access-reason": reason };
    expect(await refused(city, "Signe", `GET /visits/cases/${standing.caseId}`, { headers })).toMatchObject({
      status: 400,
      slug: "access-reason-missing",
    });
  });

  test("a change without If-Match is 428", async () => {
    expect(await refused(city, "Signe", screening(), { body: acceptance })).toMatchObject({
      status: 428,
      slug: "precondition-required",
    });
  });

  test.each(['"7"', '"0"', "1", "01", '"01"', 'W/"1"', `"${marker}"`, '"3", W/"1"'])(
    "on the version %s it is 412",
    async (etag) => {
      const answer = await refused(city, "Signe", screening(), { body: acceptance, headers: { "if-match": etag } });
      expect(answer).toMatchObject({ status: 412, slug: "version-conflict" });
    },
  );

  test("a HEAD has the status and headers of the GET, and no body", async () => {
    const [get, head] = await Promise.all(
      ["GET", "HEAD"].map((method) => city.as("Signe").send(`${method} /visits/cases?assignedTo=me`)),
    );
    expect([head?.status, head?.headers.get("content-type"), await head?.text()]).toEqual([
      200,
      get?.headers.get("content-type"),
      "",
    ]);
  });

  test("a key that has been used for another body is 422", async () => {
    const key = randomUUID();
    const sent = { "idempotency-key": key, "if-match": '"9"' };
    expect((await refused(city, "Signe", screening(), { body: acceptance, headers: sent })).status).toBe(412);
    const used = await city
      .as("Birk")
      .send("POST /visits/concerns", { body: good, headers: { "idempotency-key": key } });
    expect(used.status).toBe(201);
    await watched.look();
    expect(await concern(marked, { "idempotency-key": key })).toMatchObject({
      status: 422,
      slug: "idempotency-key-reused",
    });
  });
});

describe("the way of asking", () => {
  test.each(["text/html", "application/xml", "application/json;q=0", "image/*"])(
    "an answer as %s is 406",
    async (accept) => {
      expect(await refused(city, "Signe", "GET /visits/cases?assignedTo=me", { headers: { accept } })).toMatchObject({
        status: 406,
        slug: "not-acceptable",
      });
    },
  );

  test.each([
    ["DELETE", "/visits/concerns", "GET, HEAD, POST"],
    ["PUT", "/visits/concerns", "GET, HEAD, POST"],
    ["PATCH", "/visits/cases/00000000-0000-4000-8000-000000000000", "GET, HEAD"],
    ["POST", "/visits/cases", "GET, HEAD"],
    ["GET", "/visits/cases/00000000-0000-4000-8000-000000000000/close", "POST"],
    ["DELETE", "/visits/capacity", "GET, HEAD"],
  ])("%s %s is 405 with Allow: %s", async (method, path, allow) => {
    const answer = await refused(city, "Signe", `${method} ${path}`);
    expect(answer).toMatchObject({ status: 405, slug: "method-not-allowed" });
    expect(answer.headers.get("allow")).toBe(allow);
  });
});

describe("a token that is not good is 401, before anything else is looked at", () => {
  const asked = async (authorization: string | undefined) => {
    const response = await fetch(`${city.url}/visits/concerns`, {
      method: "POST",
      headers: authorization === undefined ? {} : { authorization },
      body: `{"${marker}`,
    });
    expect(await response.text()).not.toContain(marker);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
    return response.status;
  };

  test("none", async () => {
    expect(await asked(undefined)).toBe(401);
  });

  test("one that has expired", async () => {
    expect(await asked(`Bearer ${expired}`)).toBe(401);
  });

  test("every kind of forgery", async () => {
    const tokens = Object.entries(forgeries(city.as("Birk").token));
    const answers = await Promise.all(tokens.map(async ([kind, token]) => [kind, await asked(`Bearer ${token}`)]));
    expect(answers).toEqual(tokens.map(([kind]) => [kind, 401]));
  });

  test("another scheme", async () => {
    expect(await asked(`Basic ${Buffer.from("Birk:Birk").toString("base64")}`)).toBe(401);
  });
});

describe("what is not there, not theirs or not for their role looks the same", () => {
  const nowhere = "00000000-0000-4000-8000-000000000000";
  const body = async (name: string, route: string, request?: Sent) => {
    const response = await city.as(name).send(route, request);
    const { instance: _, ...problem } = (await response.json()) as Record<string, unknown>;
    return { status: response.status, problem };
  };
  const reason = { headers: { "access-reason": "case-work" } };

  test("a case that is missing, another's, malformed, or asked for in the wrong role", async () => {
    const answers = await Promise.all([
      body("Signe", `GET /visits/cases/${nowhere}`, reason),
      body("Signe", "GET /visits/cases/1", reason),
      body("Signe", `GET /visits/cases/${"x".repeat(2000)}`, reason),
      body("Signe", `GET /visits/cases/${encodeURIComponent("../concerns")}`, reason),
      body("Conrad", `GET /visits/cases/${standing.caseId}`, reason),
      body("Birk", `GET /visits/cases/${standing.caseId}`, reason),
      body("Jens", `GET /visits/cases/${standing.caseId}`, reason),
      body("Signe", "GET /visits/nothing"),
    ]);
    expect(answers[0]?.status).toBe(404);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test("a change to it says no more than a read", async () => {
    const change = { headers: { "if-match": '"1"' }, body: { reason: "moved" } };
    const answers = await Promise.all([
      body("Signe", `POST /visits/cases/${nowhere}/close`, change),
      body("Conrad", `POST /visits/cases/${standing.caseId}/close`, change),
      body("Birk", `POST /visits/cases/${standing.caseId}/close`, change),
    ]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test("whoever may not, is not told what a right request would look like", async () => {
    expect(
      await refused(city, "Jens", "POST /visits/concerns", { body: "{", headers: { "content-type": "text/plain" } }),
    ).toMatchObject({
      status: 404,
    });
  });
});

describe("after all of it", () => {
  test("bus, queues, dead letters and both logs have none of what was sent", async () => {
    expect(await leaks(city, [marker])).toEqual([]);
    const log = JSON.stringify(await city.rows("access-log"));
    expect(log).not.toContain(marker);
    expect(numbersIn(log)).toEqual([]);
  });
});

import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConcernId } from "@trygt/contracts/visits";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { acceptance, caseWork, children, concernAbout, openCase, register } from "./support/stories.ts";

describe("what an agency's program may rely on", () => {
  const data = mkdtempSync(join(tmpdir(), "trygt-journey-"));
  let city: City;
  beforeAll(async () => {
    city = await boot({ data });
  });
  afterAll(async () => {
    await city.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const etagOf = async (concernId: ConcernId) => {
    const read = await done(city.as("Signe").visits.readConcern({ params: { concernId }, reason: "screening" }));
    return read.etag ?? "";
  };
  const stored = async () => (await city.rows("records")).filter(({ sk }) => sk === "STATE").length;

  describe("one act, one effect", () => {
    const body = concernAbout(children.Noah);

    test("the same key and body give the same answer, and one concern", async () => {
      const idempotencyKey = randomUUID();
      const before = await stored();
      const { visits } = city.as("Birk");
      const first = await done(visits.registerConcern({ body, idempotencyKey }));
      const again = await done(visits.registerConcern({ body, idempotencyKey }));
      expect(again).toEqual(first);
      expect(await stored()).toBe(before + 1);
    });

    test("ten at once with one key are one concern, and all hear the same", async () => {
      const idempotencyKey = randomUUID();
      const before = await stored();
      const { visits } = city.as("Birk");
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => done(visits.registerConcern({ body, idempotencyKey }))),
      );
      expect(new Set(answers.map((answer) => answer.body.concernId)).size).toBe(1);
      expect(await stored()).toBe(before + 1);
    });

    test("the same key with another body is refused, and nothing comes of it", async () => {
      const idempotencyKey = randomUUID();
      const { visits } = city.as("Birk");
      await done(visits.registerConcern({ body, idempotencyKey }));
      const before = await stored();
      const other = concernAbout(children.Sara);
      expect(await refusal(visits.registerConcern({ body: other, idempotencyKey }))).toEqual([
        422,
        "idempotency-key-reused",
      ]);
      expect(await stored()).toBe(before);
    });

    test("another person's act under the same key is another act", async () => {
      const idempotencyKey = randomUUID();
      const [one, other] = [city.as("Birk").visits, city.as("Bodil").visits];
      const first = await done(one.registerConcern({ body, idempotencyKey }));
      expect((await done(other.registerConcern({ body, idempotencyKey }))).body.concernId).not.toBe(
        first.body.concernId,
      );
    });

    test("an answer that got lost on its way is given again, and the version with it", async () => {
      const concernId = await register(city);
      const ifMatch = await etagOf(concernId);
      const lost = new AbortController();
      const idempotencyKey = randomUUID();
      const headers = {
        authorization: `Bearer ${city.as("Signe").token}`,
        "content-type": "application/json",
        "idempotency-key": idempotencyKey,
        "if-match": ifMatch,
      };
      const url = `${city.url}/visits/concerns/${concernId}/screening`;
      const sent = fetch(url, { method: "POST", headers, body: JSON.stringify(acceptance), signal: lost.signal });
      setTimeout(() => lost.abort(), 15);
      await sent.catch(() => undefined);
      await city.settle();
      const params = { concernId };
      const { visits } = city.as("Signe");
      const again = await done(visits.screenConcern({ params, body: acceptance, ifMatch, idempotencyKey }));
      const third = await done(visits.screenConcern({ params, body: acceptance, ifMatch, idempotencyKey }));
      expect(third).toEqual(again);
      await city.settle();
      const decided = await city.events("visits.concern-decided.v1");
      expect(
        decided.filter(({ detail }) => (detail["data"] as { concernRef: string }).concernRef === concernId),
      ).toHaveLength(1);
      await done(caseWork(city.as("Signe"), again.body.caseId ?? "").close("moved"));
    });

    test("after a crash the same act has the answer that it had before", async () => {
      const idempotencyKey = randomUUID();
      const before = await done(city.as("Birk").visits.registerConcern({ body, idempotencyKey }));
      await city.kill();
      city = await boot({ data, now: undefined });
      const after = await done(city.as("Birk").visits.registerConcern({ body, idempotencyKey }));
      expect(after).toEqual(before);
      expect(
        await refusal(city.as("Birk").visits.registerConcern({ body: concernAbout(children.Ida), idempotencyKey })),
      ).toEqual([422, "idempotency-key-reused"]);
    });
  });

  describe("nobody overwrites what they have not seen", () => {
    const rejection = { outcome: "rejected", reason: "duplicate" } as const;

    test("when two consultants decide at once, one does and the other is told to look again", async () => {
      const concernId = await register(city);
      const ifMatch = await etagOf(concernId);
      const params = { concernId };
      const [one, other] = await Promise.all([
        city.as("Signe").visits.screenConcern({ params, body: acceptance, ifMatch }),
        city.as("Søren").visits.screenConcern({ params, body: rejection, ifMatch }),
      ]);
      const lost = [one, other].filter((answer) => answer.problem !== undefined);
      expect(lost).toHaveLength(1);
      expect(lost[0]?.problem).toMatchObject({ status: 412, slug: "version-conflict" });
      await city.settle();
      const decided = (await city.events("visits.concern-decided.v1")).filter(
        ({ detail }) => (detail["data"] as { concernRef: string }).concernRef === concernId,
      );
      expect(decided).toHaveLength(1);
      const won = one.problem === undefined ? one.body.caseId : undefined;
      if (won !== undefined) await done(caseWork(city.as("Signe"), won).close("moved"));
    });

    test("a child has one open case: a second concern waits as a duplicate until the first case is over", async () => {
      const { work } = await openCase(city, "Malik");
      const second = await register(city);
      const { visits } = city.as("Søren");
      const params = { concernId: second };
      const accepting = async () => visits.screenConcern({ params, body: acceptance, ifMatch: await etagOf(second) });
      expect(await refusal(accepting())).toEqual([409, "duplicate-open-case"]);
      await done(work.close("moved"));
      expect((await done(accepting())).body.status).toBe("accepted");
    });

    test("the ETag of a read is the version that a change needs, and the change answers the next one", async () => {
      const { caseId, work } = await openCase(city, "Ida");
      const read = await work.read();
      const { visits } = city.as("Signe");
      const params = { caseId };
      const declined = await done(visits.recordDecline({ params, body: {}, ifMatch: read.etag ?? "" }));
      const closing = { params, body: { reason: "declined" } } as const;
      expect(await refusal(visits.closeCase({ ...closing, ifMatch: read.etag ?? "" }))).toEqual([
        412,
        "version-conflict",
      ]);
      expect((await done(visits.closeCase({ ...closing, ifMatch: declined.etag ?? "" }))).body.status).toBe("closed");
    });
  });
});

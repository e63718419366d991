import { birk, gro, quiet, runa } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { report } from "../testing/proper-area-requests.ts";
import { exchangeService } from "../testing/service.ts";

quiet();

const safety = "Pas på.\nMød ved opgang 7";
const invented = "50000000-0000-4000-8000-00000000dead";

describe("a false alarm", () => {
  const refused = async () => {
    const service = exchangeService();
    const answer = await service.change(gro, "reportGathering", { body: { ...report, safety } });
    expect(answer).toMatchObject({ status: 422, slug: "personal-data-in-free-text" });
    const standsFor = (who: typeof gro, author: string, words = safety) =>
      service.change(who, "reportGathering", { body: { ...report, safety: words, falseAlarm: { author } } });
    return { service, answer, standsFor };
  };

  it("is told by field, line and kind, and never by the words", async () => {
    const { answer } = await refused();
    expect(answer.body["errors"]).toEqual([
      {
        in: "body",
        pointer: "/safety",
        reason: "personal-data-in-free-text",
        detail: "seems to hold an address in line 2; leave it out",
      },
    ]);
    expect(answer.text).not.toContain("opgang");
  });

  it("is released by a second person who names its author", async () => {
    const { standsFor } = await refused();
    expect((await standsFor(birk, gro.id)).status).toBe(201);
  });

  it("is not released in the name of somebody who never wrote it, or who is invented", async () => {
    const { service, standsFor } = await refused();
    expect((await standsFor(birk, runa.id)).slug).toBe("personal-data-in-free-text");
    for (const who of [birk, gro]) expect((await standsFor(who, invented)).slug).toBe("staff-unknown");
    expect(service.bus()).toEqual([]);
  });

  it("is not released by its author, nor for other words than those that were refused", async () => {
    const { standsFor } = await refused();
    expect((await standsFor(gro, gro.id)).slug).toBe("self-approval-refused");
    expect((await standsFor(birk, gro.id, "Mød ved opgang 8")).slug).toBe("personal-data-in-free-text");
  });

  it("is never one where a CPR number stands, whoever stands for it", async () => {
    const { service, standsFor } = await refused();
    const words = "Mød 720410,4311 ved opgang 7";
    await service.change(gro, "reportGathering", { body: { ...report, safety: words } });
    expect((await standsFor(birk, gro.id, words)).slug).toBe("personal-data-in-free-text");
  });

  it("can be released for three days; then nothing is left of the text, not even a digest", async () => {
    const { service, standsFor } = await refused();
    await service.wakeAt("2026-03-05T08:59:00+01:00");
    expect(await service.store.load("REFUSED_TEXTS", gro.id)).toBeDefined();
    await service.wakeAt("2026-03-05T09:00:00+01:00");
    expect(await service.store.load("REFUSED_TEXTS", gro.id)).toBeUndefined();
    expect(service.store.history.get(`REFUSED_TEXTS#${gro.id}`)).toBeUndefined();
    expect((await standsFor(birk, gro.id)).status).not.toBe(201);
  });

  it("leaves no digest in the log", async () => {
    const { service } = await refused();
    const kept = (await service.store.load("REFUSED_TEXTS", gro.id))?.state as { texts: { digest: string }[] };
    expect(kept.texts).toHaveLength(1);
    expect(JSON.stringify(service.store.log)).not.toContain(kept.texts[0]?.digest);
  });
});

import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { reaction } from "../functions/reaction.ts";
import { bicycleApi, bicycleApiOn, type ReactionDependencies } from "./bicycle-service.ts";
import { bicycleBack, bicycleLent, bicycles } from "./bicycles.ts";
import { hanne } from "./cast.ts";
import { stranger } from "./loans.ts";
import { memoryStore } from "./memory-store.ts";
import { quiet } from "./quiet.ts";
import { eventFrom, monday } from "./test-service.ts";

quiet();

const body = { cpr: "720410-4311" };
const registered = async (service = bicycleApi()) => {
  const { bicycleId } = await service.step(hanne, "registerBicycle", { body: { frame: "7" } });
  const params = { bicycleId: String(bicycleId) };
  return {
    service,
    params,
    statusNow: async () => (await service.call(hanne, "readBicycle", { params })).body["status"],
  };
};

describe("a service under test", () => {
  it("changes the version that stands, unless the test names another", async () => {
    const { service, params } = await registered();
    expect((await service.change(hanne, "lendBicycle", { params, body, version: 7 })).slug).toBe("version-conflict");
    expect((await service.change(hanne, "lendBicycle", { params, body })).status).toBe(200);
    expect(await service.versionOf("BICYCLE", params.bicycleId)).toBe(2);
    expect(await service.versionFor("lendBicycle", { params })).toEqual({ version: 2 });
    expect(await service.versionFor("takeBackBicycle", { params })).toEqual({});
  });

  it("stops a story that is refused, and names where and why", async () => {
    const { service, params } = await registered();
    await expect(service.step(stranger, "lendBicycle", { params, body })).rejects.toThrow(
      /^The story stops at lendBicycle: .*not-found/,
    );
  });

  it("starts on Monday morning, and time moves when the test says so", async () => {
    const { service, params, statusNow } = await registered();
    expect(service.now()).toBe(monday);
    await service.step(hanne, "lendBicycle", { params, body });
    service.passTo("2026-03-04T09:00:00+01:00");
    expect(service.commits).toHaveLength(2);
    await service.wakeAt("2026-03-04T09:00:00+01:00");
    expect(service.commits).toHaveLength(4);
    expect(await statusNow()).toBe("lent");
  });

  it("shows what has left for the bus, and what its records have counted", async () => {
    const type: typeof bicycles = {
      ...bicycles,
      metrics: (event) => (event.type === "lent" ? ["BicycleLent"] : []),
    };
    const { service, params } = await registered(bicycleApiOn(memoryStore(), { type }));
    expect([service.bus(), service.metrics]).toEqual([[], []]);
    await service.step(hanne, "lendBicycle", { params, body });
    expect(service.bus()).toMatchObject([{ name: bicycleLent.name, data: { bicycleRef: params.bicycleId } }]);
    expect(service.metrics).toEqual(["BicycleLent"]);
  });

  it("handles events of others, and its own when the test lets it settle", async () => {
    const back: string[] = [];
    const reactions = [
      reaction(bicycleLent, ({ bicycles: rack }: ReactionDependencies, { bicycleRef }, { context }) =>
        rack.execute(bicycleRef, { type: "take-back" }, context),
      ),
      reaction(bicycleBack, async (_, { bicycleRef }) => {
        if (bicycleRef.startsWith("0")) throw new Error("the table does not answer");
        back.push(bicycleRef);
      }),
    ] as const;
    const { service, params, statusNow } = await registered(bicycleApiOn(memoryStore(), { reactions }));
    await service.step(hanne, "lendBicycle", { params, body });
    await service.settle();
    expect([await statusNow(), back]).toEqual(["free", [params.bicycleId]]);
    await service.settle();
    expect(back).toHaveLength(1);
    const unable = eventFrom(bicycleBack.of({ bicycleRef: "00000000-0000-4000-8000-000000000001" }));
    const able = eventFrom(bicycleBack.of({ bicycleRef: "b2000000-0000-4000-8000-000000000002" }));
    expect(await service.deliver(unable, able)).toEqual([unable.meta.eventId]);
    expect(back).toHaveLength(2);
    await service.deliver({ ...able, data: { bicycleRef: "720410-4311" } });
    expect(service.setAside).toHaveLength(1);
  });

  it("has no desk where its definition has none", async () => {
    const { askDesk } = bicycleApi();
    await expect(askDesk("visits", { act: "recall", ticketId: randomUUID() as never })).rejects.toThrow("no desk");
  });
});

import type { Operation } from "@trygt/contracts";
import { gatheringActive } from "@trygt/contracts/exchange";
import { visits } from "@trygt/contracts/visits";
import { birk, eventFrom, noah, quiet, sara, signe } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { draftAccepted, referred } from "../testing/desk-stories.ts";
import { visitsService } from "../testing/service.ts";
import { notified, worry } from "../testing/stories.ts";
import { records } from "./index.ts";

quiet();

const police = { ownerAuthority: "police", regime: "led" };
const municipality = { ownerAuthority: "municipality", regime: "gdpr" };
const answerable: Readonly<Record<string, object>> = {
  CONCERN: police,
  OFFER: police,
  CASE: municipality,
  NOTIFICATION: municipality,
  REFERRAL: municipality,
  HOLDS: municipality,
};

describe("every record of visits", () => {
  it("is named by path parameters that name no other: each first one of a path belongs to exactly one type of record", () => {
    const types = Object.values(records.types);
    const named = Object.values<Operation>(visits.operations).flatMap(({ path }) => /\{(\w+)\}/.exec(path)?.[1] ?? []);
    expect(new Set(named)).toEqual(
      new Set(["concernId", "caseId", "visitId", "followUpId", "notificationId", "ticketId"]),
    );
    for (const parameter of named)
      expect([parameter, types.filter(({ pathParameters }) => pathParameters.includes(parameter)).length]).toEqual([
        parameter,
        1,
      ]);
  });

  it("has one controller and one regime, from its first word to its last: the police's are the police's, the rest is the municipality's", async () => {
    const service = visitsService();
    await notified(service);
    await referred(service, sara);
    await draftAccepted(service, birk, noah);
    await service.call(signe, "notifyOfConcern", { body: { subject: { cpr: noah.cpr }, text: worry } });
    const gathering = {
      gatheringRef: "9a000000-0000-4000-8000-000000000001",
      areaCode: "101-3",
      level: "tense",
    } as const;
    const time = { from: "2026-03-05T11:00:00.000Z", validUntil: "2026-03-05T23:00:00.000Z" };
    await service.deliver(eventFrom(gatheringActive.of({ ...gathering, ...time })));
    await service.wakeAt("2026-07-01T12:00:00+02:00");
    const changes = service.commits.flatMap((commit) => commit.changes);
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(Object.keys(answerable)));
    for (const { kind, index } of changes) if (index !== "erased") expect(index).toMatchObject(answerable[kind] ?? {});
  });
});

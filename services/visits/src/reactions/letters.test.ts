import { ida, malik, mona, noah, quiet, sara, signe, tariq } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { invitationLetter } from "../pages/invitation-letter.ts";
import { type VisitsService, visitsService } from "../testing/service.ts";
import { invited, opened, scheduled, tenMinutesAfter } from "../testing/stories.ts";

quiet();

const readersOf = ({ letters }: VisitsService) => letters.map(({ recipientCpr }) => recipientCpr);
const invite = (service: VisitsService, caseId: string, body: object = {}) =>
  service.change(signe, "inviteCustodyHolders", { params: { caseId }, body: { language: "da", ...body } });
const invitationsOf = (service: VisitsService) => service.bus().filter(({ name }) => name.includes("invitation-made"));

describe("the letters of an invitation", () => {
  it("go to both custody holders, and to a youth of fifteen in words of their own", async () => {
    const service = visitsService();
    await invited(service, malik);
    expect(readersOf(service)).toEqual([mona.cpr, tariq.cpr, malik.cpr]);
    const [mother, father, youth] = service.letters;
    expect(mother).toMatchObject(invitationLetter("holder", "da"));
    expect(father?.body).toBe(mother?.body);
    expect(youth).toMatchObject(invitationLetter("youth", "da"));
  });

  it("leave a child under fifteen to the custody holders", async () => {
    const service = visitsService();
    await invited(service, ida);
    expect(readersOf(service)).toEqual([mona.cpr, tariq.cpr]);
  });

  it("do not go to a custody holder who is not told, for the child's safety", async () => {
    const service = visitsService();
    const { caseId } = await opened(service, ida);
    await invite(service, caseId, { notInformed: [{ holder: 2, reason: "child_safety" }] });
    await service.settle();
    expect(readersOf(service)).toEqual([mona.cpr]);
  });

  it("have a neutral title, and say no name, address, ground or number in any language", async () => {
    for (const child of [malik, sara]) {
      const service = visitsService();
      const { caseId } = await opened(service, child);
      await invite(service, caseId, { language: child === malik ? "da" : "en" });
      await service.settle();
      expect(service.letters).toHaveLength(3);
      for (const { title, body } of service.letters) {
        expect(title).toMatch(/^(Brev fra Københavns Kommune|Letter from the City of Copenhagen)$/);
        expect(title + body).not.toMatch(/Mona|Malik|Sara|Testesen|vej \d|gade \d|politi|police|bekym|concern|\d{4}/i);
      }
    }
  });

  it("tell the reader that a no has no consequence", () => {
    for (const reader of ["holder", "youth"] as const) {
      expect(invitationLetter(reader, "da").body).toMatch(/sige nej/);
      expect(invitationLetter(reader, "en").body).toMatch(/say no/);
    }
  });

  it("are sent once, however often the event comes", async () => {
    const service = visitsService();
    const { caseId } = await invited(service, noah);
    const sent = service.letters.length;
    const version = await service.versionOf("CASE", caseId);
    for (let delivery = 1; delivery <= 2; delivery += 1) await service.deliver(...invitationsOf(service));
    expect(service.letters).toHaveLength(sent);
    expect(await service.versionOf("CASE", caseId)).toBe(version);
  });

  it("carry the same reference when two deliveries cross, so that the mailbox takes one", async () => {
    const service = visitsService();
    const { caseId } = await opened(service, noah);
    await invite(service, caseId);
    const [made] = invitationsOf(service);
    if (made === undefined) throw new Error("No invitation was made");
    await Promise.all([service.deliver(made), service.deliver(made)]);
    expect(new Set(service.letters.map(({ reference }) => reference))).toEqual(new Set([`${caseId}.1.1`]));
  });

  it("go out anew with another reference when a second date is offered", async () => {
    const service = visitsService();
    const { caseId, visitId } = await scheduled(service, noah);
    service.passTo(tenMinutesAfter);
    await service.change(signe, "recordVisitOutcome", { params: { visitId }, body: { outcome: "no_show" } });
    await invite(service, caseId);
    await service.settle();
    expect(service.letters.map(({ reference }) => reference)).toEqual([`${caseId}.1.1`, `${caseId}.2.1`]);
  });

  it("take the paper path where the reader is exempt, and the case says so", async () => {
    const service = visitsService();
    service.exempt.add(mona.cpr);
    const { caseId } = await invited(service, malik);
    const { body } = await service.call(signe, "readCase", { params: { caseId } });
    expect(body["custodyHolders"]).toMatchObject([{ channel: "paper" }, { channel: "digital_post" }]);
  });

  it("come again when the mailbox does not answer, and the case waits", async () => {
    const service = visitsService();
    const { caseId } = await opened(service, noah);
    await invite(service, caseId);
    const { cpr } = tariq;
    service.unreachable.add(cpr);
    expect(await service.deliver(...invitationsOf(service))).toHaveLength(1);
    expect(await service.store.load("CASE", caseId)).toMatchObject({ state: { holders: [{ channel: "pending" }] } });
    service.unreachable.delete(cpr);
    await service.settle();
    expect(await service.store.load("CASE", caseId)).toMatchObject({
      state: { holders: [{ channel: "digital_post" }] },
    });
  });

  it("of a case that closed meanwhile are not sent", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    await invite(service, caseId);
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "moved" } });
    await service.settle();
    expect(service.letters).toEqual([]);
  });
});

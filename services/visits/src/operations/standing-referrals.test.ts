import { ida, malik, quiet, signe } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { referred, wish } from "../testing/desk-stories.ts";
import { type VisitsService, visitsService } from "../testing/service.ts";
import { opened } from "../testing/stories.ts";

quiet();

const parcelOf = ({ cpr, name, birthDate }: typeof malik, note: string) => ({ cpr, name, birthDate, note });
const statusOf = async (service: VisitsService, caseId: string) => {
  const { body } = await service.call(signe, "readCase", { params: { caseId } });
  return (body["referrals"] as readonly { readonly status: string }[]).map(({ status }) => status);
};

describe("an offer that stands", () => {
  it("is taken back at the desk, at once and once", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    const params = { caseId, ticketId };
    expect((await service.change(signe, "recallReferral", { params, body: {} })).status).toBe(200);
    expect(service.atDesk.asked.at(-1)).toEqual({ act: "recall", ticketId });
    expect(await statusOf(service, caseId)).toEqual(["recalled"]);
    const again = await service.change(signe, "recallReferral", { params, body: {} });
    expect([again.status, again.slug]).toEqual([409, "invalid-transition"]);
    expect(service.atDesk.asked).toHaveLength(2);
  });

  it("is taken back when the case has ended, too", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "moved" } });
    expect((await service.change(signe, "recallReferral", { params: { caseId, ticketId }, body: {} })).status).toBe(
      200,
    );
    expect(service.atDesk.asked.at(-1)).toEqual({ act: "recall", ticketId });
  });

  it("stays as it is when the desk cannot take it back", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    service.atDesk.now.refuses = ["invalid-transition"];
    const refused = await service.change(signe, "recallReferral", { params: { caseId, ticketId }, body: {} });
    expect(refused.slug).toBe("invalid-transition");
    expect(await statusOf(service, caseId)).toEqual(["offered"]);
  });

  it("is corrected with a parcel that says the same of the person and the new wish", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    const other = "Vil hellere arbejde i en butik";
    const body = { wish: other };
    expect((await service.change(signe, "correctReferral", { params: { caseId, ticketId }, body })).status).toBe(200);
    expect(service.atDesk.asked.at(-1)).toEqual({
      ...{ act: "correct", ticketId, parcel: parcelOf(malik, other) },
      correctionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(await statusOf(service, caseId)).toEqual(["offered"]);
  });

  it("of another case is none to recall or correct from this one", async () => {
    const service = visitsService();
    const { ticketId } = await referred(service, malik);
    const { caseId } = await opened(service, ida);
    const params = { caseId, ticketId };
    expect((await service.change(signe, "recallReferral", { params, body: {} })).slug).toBe("invalid-transition");
    expect((await service.change(signe, "correctReferral", { params, body: { wish } })).slug).toBe(
      "invalid-transition",
    );
    expect(service.atDesk.asked).toHaveLength(1);
  });
});

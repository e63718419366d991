import { agreementLimits, disclosureLimits, exchangeCaseLimits } from "@trygt/contracts/exchange";
import { expectWithinLimits, fillingUp, jens, longest, palle, quiet, runa, sanne } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { exchangeOn, exchangeService } from "./testing/service.ts";
import { contact, fact, grounds, opened, partyOf } from "./testing/stories.ts";

quiet();

/** Exchange on the real engine. */
const filled = await fillingUp(exchangeOn);

const full = [409, "record-full"];
const slugOf = async (answer: Promise<{ readonly status: number; readonly slug?: string | undefined }>) => {
  const { status, slug } = await answer;
  return [status, slug];
};
const times = (count: number) => Array.from({ length: count }, (_, n) => n);

const statement = { ...fact, text: longest(500) };
const question = { to: partyOf(jens), item: "contact", question: longest(300), ...grounds };
const items = times(disclosureLimits.items).map(() => ({ ...contact, text: longest(500) }));
const disclosure = { to: partyOf(palle), items, ...grounds };

describe("an exchange case that has all that it can hold", { timeout: 120_000 }, () => {
  it("fits into DynamoDB, is read in one answer, takes nothing more, and ends with all that hangs on it", async () => {
    const { service, rows } = await filled();
    const { caseId } = await opened(service);
    const of = { params: { caseId } };
    // Two stand there from the proposal
    for (const _ of times(exchangeCaseLimits.statements - 2))
      await service.step(runa, "addStatement", { ...of, body: statement });
    for (const _ of times(exchangeCaseLimits.requests))
      await service.step(runa, "askForInformation", { ...of, body: question });
    for (const _ of times(exchangeCaseLimits.disclosures))
      await service.step(runa, "disclose", { ...of, body: disclosure });

    const read = await service.call(runa, "readCase", of);
    expect([read.status, read.body]).toEqual([
      200,
      expect.objectContaining({ statements: expect.objectContaining({ length: exchangeCaseLimits.statements }) }),
    ]);
    await expectWithinLimits({ service, rows }, [read.text]);

    const before = await service.versionFor("addStatement", of);
    expect(await slugOf(service.change(runa, "addStatement", { ...of, body: statement }))).toEqual(full);
    expect(await slugOf(service.change(runa, "askForInformation", { ...of, body: question }))).toEqual(full);
    expect(await slugOf(service.change(runa, "disclose", { ...of, body: disclosure }))).toEqual(full);
    expect(await service.versionFor("addStatement", of)).toEqual(before);

    await service.step(runa, "removeCase", { ...of, body: {} });
    const kinds = (await rows()).map(({ pk }) => String(pk).split("#")[0]);
    // What was disclosed is gone; that its recipients have erased it is still to be confirmed (G6)
    expect(kinds.filter((kind) => kind === "CASE" || kind === "REQUEST" || kind === "SUBJECT")).toEqual([]);
    expect((await rows()).filter(({ pk, sk }) => String(pk).startsWith("DISCLOSURE#") && sk === "STATE")).toHaveLength(
      exchangeCaseLimits.disclosures,
    );
  });
});

describe("the agreements of a pair of authorities", () => {
  it("have an end: the one beyond it is refused", async () => {
    const service = exchangeService();
    const dates = { validFrom: "2026-01-01", validUntil: "2026-12-31" };
    const body = { between: ["police", "municipality"], reference: "AFT/2026-1", ...dates };
    for (const _ of times(agreementLimits.periods)) await service.step(sanne, "recordAgreement", { body });
    expect(await slugOf(service.call(sanne, "recordAgreement", { body }))).toEqual(full);
  });
});

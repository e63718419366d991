import { createHmac } from "node:crypto";
import type { GenerateMacCommand, KMSClient } from "@aws-sdk/client-kms";
import { Cpr } from "@trygt/contracts";
import { describe, expect, it } from "vitest";
import { subjectRefs } from "./subject-refs.ts";

const malik = Cpr.parse("720410-4311");
const asked: unknown[] = [];
/** A key service that holds a key for each name. */
const client = {
  send: async ({ input }: GenerateMacCommand) => {
    asked.push(input.MacAlgorithm);
    return {
      Mac: createHmac("sha256", input.KeyId ?? "")
        .update(input.Message ?? "")
        .digest(),
    };
  },
} as unknown as KMSClient;

describe("a subject reference", () => {
  it("is the same for the same person in one service, and another in another", async () => {
    const visits = subjectRefs({ client, keyId: "visits" });
    const jobs = subjectRefs({ client, keyId: "jobs" });
    expect(await visits(malik)).toBe(await visits(Cpr.parse("7204104311")));
    expect(await visits(malik)).not.toBe(await jobs(malik));
    expect(await visits(malik)).not.toBe(await visits(Cpr.parse("720410-4312")));
    expect(new Set(asked)).toEqual(new Set(["HMAC_SHA_256"]));
  });

  it("is 32 hexadecimal digits in which the number does not show", async () => {
    const reference = await subjectRefs({ client, keyId: "visits" })(malik);
    expect(reference).toMatch(/^[0-9a-f]{32}$/);
    expect(reference).not.toContain("720410");
  });

  it("is not made up where the key service gives none", async () => {
    const silent = { send: async () => ({}) } as unknown as KMSClient;
    await expect(subjectRefs({ client: silent, keyId: "visits" })(malik)).rejects.toThrow("KMS");
  });
});

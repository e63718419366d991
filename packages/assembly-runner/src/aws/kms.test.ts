import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import type { Key } from "../assembly/plan.ts";
import type { JsonObject } from "../json.ts";
import { openStorage } from "../storage.ts";
import { kmsApi } from "./kms.ts";

const mac: Key = { id: "k-1", arn: "arn:aws:kms:eu-north-1:0:key/k-1", spec: "HMAC_256", aliases: ["alias/mac"] };
const other: Key = { id: "k-2", arn: "arn:aws:kms:eu-north-1:0:key/k-2", spec: "SYMMETRIC_DEFAULT", aliases: [] };

const storage = openStorage("memory");
const generate = (input: JsonObject, settings = storage) =>
  kmsApi([mac, other], settings)("GenerateMac", {
    KeyId: mac.id,
    MacAlgorithm: "HMAC_SHA_256",
    Message: Buffer.from("hej").toString("base64"),
    ...input,
  });

test("a MAC is an HMAC-SHA-256 under the key's material, by whatever name the key is called", () => {
  const { Mac, KeyId } = generate({});
  const material = Buffer.from(storage.setting("mac-key/k-1") ?? "", "base64");
  expect(material).toHaveLength(32);
  expect([KeyId, Mac]).toEqual([mac.arn, createHmac("sha256", material).update("hej").digest("base64")]);
  for (const name of [mac.arn, "alias/mac", "arn:aws:kms:eu-north-1:0:alias/mac"])
    expect(generate({ KeyId: name })["Mac"]).toBe(Mac);
});

test("a MAC is the same after a restart on the same data, and another on other data", () => {
  expect(generate({})["Mac"]).toBe(generate({})["Mac"]);
  expect(generate({}, openStorage("memory"))["Mac"]).not.toBe(generate({})["Mac"]);
});

test.each<[string, string, JsonObject]>([
  ["a key that is not there", "NotFoundException", { KeyId: "k-3" }],
  ["a key that is not for MACs", "InvalidKeyUsageException", { KeyId: "k-2" }],
  ["another algorithm", "InvalidKeyUsageException", { MacAlgorithm: "HMAC_SHA_512" }],
  ["an empty message", "ValidationException", { Message: "" }],
  ["a message of more than 4,096 bytes", "ValidationException", { Message: Buffer.alloc(4097).toString("base64") }],
])("%s is refused", (_, name, input) => {
  expect(() => generate(input)).toThrow(expect.objectContaining({ name }));
});

test("no other operation is done", () => {
  expect(() => kmsApi([mac], storage)("Encrypt", {})).toThrow("does not support the KMS operation Encrypt");
});

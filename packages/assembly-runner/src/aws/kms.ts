import { createHmac, randomBytes } from "node:crypto";
import type { Key } from "../assembly/plan.ts";
import { asText, type JsonObject } from "../json.ts";
import type { Settings } from "../storage.ts";
import { awsError, unsupportedOperation } from "./error.ts";

/**
 * Makes the KMS endpoint: GenerateMac with HMAC_256 keys. Key material is generated once and kept in the settings, so that a MAC stays
 * the same over restarts. Refuses other operations.
 */
export const kmsApi = (keys: readonly Key[], settings: Settings) => {
  const materialOf = (key: Key): Buffer => {
    const name = `mac-key/${key.id}`;
    const saved = settings.setting(name) ?? randomBytes(32).toString("base64");
    settings.saveSetting(name, saved);
    return Buffer.from(saved, "base64");
  };
  const find = (id: string): Key | undefined =>
    keys.find(
      (key) => key.id === id || key.arn === id || key.aliases.some((alias) => id === alias || id.endsWith(`:${alias}`)),
    );
  const materials = new Map(keys.filter((key) => key.spec === "HMAC_256").map((key) => [key, materialOf(key)]));
  return (operation: string, input: JsonObject): JsonObject => {
    if (operation !== "GenerateMac") throw unsupportedOperation("KMS", operation, "GenerateMac");
    const key = find(asText(input["KeyId"]) ?? "");
    if (key === undefined) throw awsError("NotFoundException", "the key does not exist");
    const material = materials.get(key);
    if (material === undefined)
      throw awsError("InvalidKeyUsageException", `the key is ${key.spec}; GenerateMac needs HMAC_256`);
    if (input["MacAlgorithm"] !== "HMAC_SHA_256")
      throw awsError("InvalidKeyUsageException", "the algorithm must be HMAC_SHA_256");
    const message = Buffer.from(asText(input["Message"]) ?? "", "base64");
    if (message.length === 0 || message.length > 4096)
      throw awsError("ValidationException", "the message must be 1 to 4,096 bytes");
    return {
      KeyId: key.arn,
      MacAlgorithm: "HMAC_SHA_256",
      Mac: createHmac("sha256", material).update(message).digest("base64"),
    };
  };
};

import type { Bus } from "../bus/bus.ts";
import { asList, asObject, asText, type JsonObject } from "../json.ts";
import { awsError, unsupportedOperation } from "./error.ts";

/** EventBridge's limit for all entries of one PutEvents call, in bytes. */
const maxPutBytes = 256 * 1024;

/** Makes the EventBridge endpoint: PutEvents, where each entry succeeds or fails by itself. Refuses other operations. */
export const eventBridgeApi =
  (bus: Bus) =>
  (operation: string, input: JsonObject): JsonObject => {
    if (operation !== "PutEvents") throw unsupportedOperation("EventBridge", operation, "PutEvents");
    const entries = asList(input["Entries"]);
    if (entries.length === 0 || entries.length > 10)
      throw awsError("ValidationException", "PutEvents takes 1 to 10 entries.");
    const size = entries
      .map((one) => asObject(one) ?? {})
      .flatMap((entry) => [entry["Source"], entry["DetailType"], entry["Detail"]])
      .reduce<number>((sum, text) => sum + Buffer.byteLength(asText(text) ?? ""), 0);
    if (size > maxPutBytes)
      throw awsError("ValidationException", "Total size of the entries in the request is over the limit.");
    const results = bus.put(entries);
    return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
  };

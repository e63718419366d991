import { maxBodyBytes } from "@trygt/contracts";
import { ProblemError } from "../problem.ts";
import { parseStrictly } from "../strict-json.ts";
import type { Check } from "../types.ts";

/** Size, media type and form of the body: 413, 415, 400, in that order and before anything is parsed. */
export const parseBody = (): Check => ({
  before: ({ event, internal }) => {
    if (event.body === undefined || event.body === "") return;
    const bytes = Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8");
    if (bytes.byteLength > maxBodyBytes) throw new ProblemError("content-too-large");
    const { "content-type": type = "", "content-encoding": encoding = "identity" } = event.headers;
    if (
      !/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type.trim()) ||
      !/^(?:identity)?$/i.test(encoding.trim())
    )
      throw new ProblemError("unsupported-media-type");
    internal.parsedBody = parseStrictly(event.isBase64Encoded ? decode(bytes) : event.body);
  },
});

const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ProblemError("invalid-request", [
      { in: "body", pointer: "", reason: "invalid-request", detail: { en: "is not UTF-8", da: "er ikke UTF-8" } },
    ]);
  }
};

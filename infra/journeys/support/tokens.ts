import { createHmac, generateKeyPairSync, sign } from "node:crypto";

type Json = Readonly<Record<string, unknown>>;

const encoded = (value: Json): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const decoded = (part: string): Json => JSON.parse(Buffer.from(part, "base64url").toString()) as Json;

/** Tokens that somebody without the issuer's key can make out of a good one. All of them are to be refused. */
export const forgeries = (good: string): Readonly<Record<string, string>> => {
  const [header = "", payload = "", signature = ""] = good.split(".");
  const grander = encoded({ ...decoded(payload), roles: ["dpo_auditor"] });
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const own = (content: string) =>
    sign("RSA-SHA256", Buffer.from(`${header}.${content}`), privateKey).toString("base64url");
  const symmetric = `${encoded({ ...decoded(header), alg: "HS256" })}.${payload}`;
  return {
    "with another role under the same signature": `${header}.${grander}.${signature}`,
    "signed with a key of one's own": `${header}.${grander}.${own(grander)}`,
    "that says it needs no signature": `${encoded({ alg: "none", typ: "JWT" })}.${grander}.`,
    "signed as with a shared secret": `${symmetric}.${createHmac("sha256", "trygt").update(symmetric).digest("base64url")}`,
    "without its signature": `${header}.${payload}.`,
    "cut short": good.slice(0, -20),
    "that is no token": "nobody",
  };
};

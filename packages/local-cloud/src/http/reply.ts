import { asFlag, asList, asObject, asText, parseJson } from "../json.ts";

/** A reply ready for the wire. */
export type HttpReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
};

/** A reply of the gateway's own, in its form: `{"message": …}`. */
export const gatewayReply = (status: number, message: string, headers: HttpReply["headers"] = {}): HttpReply => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify({ message }),
});

/** A JSON reply. */
export const jsonReply = (status: number, value: unknown, headers: HttpReply["headers"] = {}): HttpReply => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify(value),
});

/** A problem of the control surface (RFC 9457). */
export const problemReply = (status: number, title: string, detail: string): HttpReply => ({
  status,
  headers: { "content-type": "application/problem+json" },
  body: JSON.stringify({ type: "about:blank", title, status, detail }),
});

/**
 * What a function returned, as payload format 2.0 reads it: an object with `statusCode` is a reply, any other value is a JSON body
 * with status 200. Answers `undefined` for a reply that the gateway would refuse.
 */
export const functionReply = (result: string | undefined): HttpReply | undefined => {
  const value = result === undefined ? null : parseJson(result);
  const reply = asObject(value);
  if (reply === undefined || reply["statusCode"] === undefined) {
    const body = typeof value === "string" ? value : JSON.stringify(value);
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }
  const status = Number(reply["statusCode"]);
  const body = reply["body"] ?? "";
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== "string") return undefined;
  const headers: Record<string, string | readonly string[]> = {};
  for (const [name, header] of Object.entries(asObject(reply["headers"]) ?? {})) {
    headers[name.toLowerCase()] = asText(header) ?? asList(header).map(String).join(",");
  }
  headers["content-type"] ??= "text/plain; charset=utf-8";
  const cookies = asList(reply["cookies"]).map(String);
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  return { status, headers, body: asFlag(reply["isBase64Encoded"]) ? Buffer.from(body, "base64") : body };
};

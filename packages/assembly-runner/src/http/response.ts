import { asFlag, asList, asObject, asText, parseJson } from "../json.ts";

/** A response ready for the wire. */
export type HttpResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
};

/** A response of API Gateway's own, in its form: `{"message": …}`. */
export const gatewayResponse = (
  status: number,
  message: string,
  headers: HttpResponse["headers"] = {},
): HttpResponse => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify({ message }),
});

/** A JSON response. */
export const jsonResponse = (status: number, value: unknown, headers: HttpResponse["headers"] = {}): HttpResponse => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify(value),
});

/**
 * What a function returned, as payload format 2.0 reads it: an object with `statusCode` is a response, any other value is a JSON body
 * with status 200. Answers `undefined` for a response that the gateway would refuse.
 */
export const functionResponse = (payload: string | undefined): HttpResponse | undefined => {
  const value = payload === undefined ? null : parseJson(payload);
  const response = asObject(value);
  if (response === undefined || response["statusCode"] === undefined) {
    const body = typeof value === "string" ? value : JSON.stringify(value);
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }
  const status = Number(response["statusCode"]);
  const body = response["body"] ?? "";
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== "string") return undefined;
  const headers: Record<string, string | readonly string[]> = {};
  for (const [name, header] of Object.entries(asObject(response["headers"]) ?? {})) {
    headers[name.toLowerCase()] = asText(header) ?? asList(header).map(String).join(",");
  }
  headers["content-type"] ??= "text/plain; charset=utf-8";
  const cookies = asList(response["cookies"]).map(String);
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  return { status, headers, body: asFlag(response["isBase64Encoded"]) ? Buffer.from(body, "base64") : body };
};

import { type Operation, writes } from "@trygt/contracts";

/** The parts of a request as a caller gives them, whatever the operation. */
export type Given = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly reason?: string;
  readonly note?: string;
  readonly idempotencyKey?: string;
};

/** An HTTP request, but for who sends it. */
export type Prepared = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/**
 * The HTTP request of an operation; its Idempotency-Key is settled here, so that every attempt bears the same.
 * Throws when the path parameters do not keep the contract: they would name another address.
 */
export const prepare = async (operation: Operation, given: Given, baseUrl: string): Promise<Prepared> => {
  const checked = await operation.params?.["~standard"].validate(given.params);
  if (checked?.issues) throw new TypeError(`The path parameters of ${operation.name} are not as its contract says`);
  const { params = {}, query = {}, body, ifMatch, reason, note } = given;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  ).toString();
  return {
    url: `${baseUrl.replace(/\/+$/, "")}${path}${search && `?${search}`}`,
    method: operation.method,
    headers: {
      accept: `${operation.produces ?? "application/json"}, application/problem+json`,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(writes(operation) && { "idempotency-key": given.idempotencyKey ?? crypto.randomUUID() }),
      ...(ifMatch !== undefined && { "if-match": ifMatch }),
      ...(reason !== undefined && { "access-reason": reason }),
      // Headers carry no letters beyond ASCII
      ...(note !== undefined && { "access-note": encodeURIComponent(note) }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
};

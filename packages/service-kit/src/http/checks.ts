import { createHash } from "node:crypto";
import { AccessNote, AccessReason, writes } from "@trygt/contracts";
import type { APIGatewayProxyEventV2WithJWTAuthorizer as HttpRequest } from "aws-lambda";
import { actingAs, callerOf } from "./actor.ts";
import type { Passing, Route, Shell } from "./api.ts";
import { type Fault, Stopped } from "./problem.ts";
import { parseStrictly } from "./strict-json.ts";
import { validate } from "./validate.ts";

/** A middleware before the handler, with what the earlier ones found. */
type Check = { readonly before: (request: Checked) => void | Promise<void> };
type Checked = { readonly event: HttpRequest; readonly internal: Partial<Passing> };

/** Largest body, in bytes (facts: the gateway would take 10 MB). */
const largestBody = 256 * 1024;

/** Finds the operation by the gateway's route key: a table look-up, no matching. */
export const route = (routes: ReadonlyMap<string, Route>): Check => ({
  before: ({ event, internal }) => {
    const found = routes.get(event.routeKey);
    if (found === undefined) throw new Stopped("not-found");
    internal.route = found;
  },
});

/** Who asks, and in which role: a role without the right is told that nothing is here, and the log keeps that it asked. */
export const identity = (shell: Shell): Check => ({
  before: async ({ event, internal }) => {
    const { operation } = passed(internal, "route");
    const caller = callerOf(event.requestContext.authorizer?.jwt?.claims);
    if (caller === undefined) throw new Stopped("unauthenticated", [], { "www-authenticate": "Bearer" });
    if (!caller.assured) throw new Stopped("assurance-too-low");
    const staff = actingAs(caller, operation);
    if (staff !== undefined) {
      internal.staff = staff;
      return;
    }
    const problem = operation.public ? "role-not-permitted" : "not-found";
    const [role] = caller.roles;
    if (role !== undefined)
      await shell.store.record({
        entryId: shell.newId(),
        at: shell.now(),
        act: "denial",
        operation: operation.name,
        actor: { id: caller.id, agency: caller.agency, role },
        refused: [problem],
        correlationId: event.requestContext.requestId,
      });
    throw new Stopped(problem);
  },
});

/** Whether the caller takes what the operation answers (406). */
export const acceptance = (): Check => ({
  before: ({ event, internal }) => {
    const accept = event.headers["accept"];
    const media = passed(internal, "route").operation.produces ?? "application/json";
    if (accept === undefined || accept === "") return;
    const ranges = accept
      .split(",")
      .filter((range) => !/;\s*q=0(\.0*)?\s*$/i.test(range))
      .map((range) => range.split(";")[0]?.trim().toLowerCase());
    const kinds = ["*/*", `${media.split("/")[0]}/*`, media];
    if (!ranges.some((range) => range !== undefined && kinds.includes(range))) throw new Stopped("not-acceptable");
  },
});

/** Size, media type and form of the body: 413, 415, 400, in that order and before anything is parsed. */
export const body = (): Check => ({
  before: ({ event, internal }) => {
    if (event.body === undefined || event.body === "") return;
    const bytes = Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8");
    if (bytes.byteLength > largestBody) throw new Stopped("content-too-large");
    const { "content-type": type = "", "content-encoding": encoding = "identity" } = event.headers;
    if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type.trim()) || encoding !== "identity")
      throw new Stopped("unsupported-media-type");
    internal.parsedBody = parseStrictly(event.isBase64Encoded ? decode(bytes) : event.body);
  },
});

const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Stopped("invalid-request", [
      { in: "body", pointer: "", reason: "invalid-request", detail: "is not UTF-8" },
    ]);
  }
};

/** Path, query and body against the contract: strict, every fault at once. */
export const validation = (): Check => ({
  before: ({ event, internal }) => {
    const { operation } = passed(internal, "route");
    // A malformed identifier names nothing: the same answer as one that names nothing here
    const params =
      operation.params === undefined
        ? undefined
        : orNotFound(() => validate(operation.params, event.pathParameters ?? {}, "path"));
    internal.input = {
      params,
      query: validate(operation.query, event.queryStringParameters ?? (operation.query && {}), "query"),
      body: validate(operation.body, internal.parsedBody, "body"),
    };
  },
});

const orNotFound = <Value>(read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    throw error instanceof Stopped ? new Stopped("not-found") : error;
  }
};

/** Idempotency-Key, If-Match and Access-Reason where the operation needs them; then the call is ready. */
export const preconditions = (shell: Shell): Check => ({
  before: (request) => {
    const { event, internal } = request;
    const { operation } = passed(internal, "route");
    const staff = passed(internal, "staff");
    const { "idempotency-key": key, "if-match": match, "access-reason": reason, "access-note": note } = event.headers;
    const once = writes(operation) ? idempotency(key, staff.id, event) : undefined;
    if (operation.requiresVersionOf !== undefined && match === undefined)
      throw new Stopped("precondition-required", [
        header("If-Match", "precondition-required", "must be the ETag that you read"),
      ]);
    internal.call = {
      at: shell.now(),
      actor: staff,
      operation: operation.name,
      correlationId: event.requestContext.requestId,
      ...(once === undefined ? {} : { once }),
      ...(operation.requiresVersionOf === undefined || match === undefined ? {} : { expected: versionOf(match) }),
      ...statedReason(operation.reason === true, reason, note),
    };
    Object.assign(event, { passing: internal });
  },
});

const idempotency = (key: string | undefined, client: string, event: HttpRequest) => {
  const bare = key?.replace(/^"(.*)"$/, "$1");
  if (bare === undefined || !/^[A-Za-z0-9_-]{8,128}$/.test(bare))
    throw new Stopped("idempotency-key-missing", [
      header("Idempotency-Key", "idempotency-key-missing", "must be 8 to 128 letters, digits, - or _; a UUID serves"),
    ]);
  const fingerprint = createHash("sha256")
    .update(`${event.routeKey} ${event.rawPath}\n${event.headers["if-match"] ?? ""}\n${event.body ?? ""}`)
    .digest("hex");
  return { client, key: bare, fingerprint };
};

// An ETag that is no version of ours matches nothing: that is a stale version, not a malformed request
const versionOf = (etag: string): number => Number(/^"(\d{1,9})"$/.exec(etag)?.[1] ?? -1);

const statedReason = (needed: boolean, reason: string | undefined, note: string | undefined) => {
  if (reason === undefined) {
    if (needed)
      throw new Stopped("access-reason-missing", [
        header("Access-Reason", "access-reason-missing", `must be one of: ${AccessReason.options.join(", ")}`),
      ]);
    return {};
  }
  const read = AccessReason.safeParse(reason);
  if (!read.success)
    throw new Stopped("access-reason-missing", [
      header("Access-Reason", "access-reason-missing", `must be one of: ${AccessReason.options.join(", ")}`),
    ]);
  if (note === undefined) return { reason: read.data };
  const words = AccessNote.safeParse(decoded(note));
  if (!words.success)
    throw new Stopped("invalid-request", [
      header("Access-Note", "invalid-request", "must be 1 to 200 characters of percent-encoded UTF-8"),
    ]);
  return { reason: read.data, note: words.data };
};

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const header = (name: string, reason: Fault["reason"], detail: string): Fault => ({
  in: "header",
  pointer: `/${name}`,
  reason,
  detail,
});

const passed = <Key extends keyof Passing>(internal: Partial<Passing>, key: Key): Passing[Key] => {
  const value = internal[key];
  if (value === undefined) throw new Error(`The check that finds out "${key}" has not run`);
  return value;
};

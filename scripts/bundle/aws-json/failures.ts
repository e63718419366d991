import type { IncomingHttpHeaders } from "node:http";
import { read, type Shape } from "./shapes.ts";

type FailureClass = new (options: object) => Error;

/** The errors of a client that have a class of their own, as the SDK's schemas register them: its base class in one registry, all others in a second. */
export class TypeRegistry {
  readonly errors = new Map<string, { readonly shape: Shape; readonly Class: FailureClass }>();

  registerError(shape: readonly unknown[], Class: FailureClass): void {
    this.errors.set(String(shape[2]), { shape, Class });
  }
}

/** An answer that is an error: its status, its headers and its whole body. */
type Failed = {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly $metadata: object;
};

/** The error that an answer tells, under AWS's name for it. Throws a `SyntaxError` where the body is no JSON, as a proxy's would be; the SDK tries that again by its status. */
export const failure = ([bases, own]: readonly TypeRegistry[], { statusCode, headers, bytes, $metadata }: Failed) => {
  const body: Record<string, unknown> = bytes.length === 0 ? {} : JSON.parse(bytes.toString());
  const said = String(body["__type"] ?? headers["x-amzn-errortype"] ?? body["code"] ?? "Unknown");
  const name = said.replace(/^.*#/, "").replace(/[:,].*$/, "");
  const [base] = bases?.errors.values() ?? [];
  const known = own?.errors.get(name);
  const Failure = known?.Class ?? base?.Class;
  const { message, Message = message, ...fields } = read(known?.shape ?? 0, body) as Record<string, unknown>;
  return Object.assign(Failure ? new Failure({}) : new Error(), fields, {
    name,
    message: Message ?? "UnknownError",
    $fault: statusCode < 500 ? "client" : "server",
    $metadata,
  });
};

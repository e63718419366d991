import { dateOf, type Operation, type Problem } from "@trygt/contracts";
import * as z from "zod/mini";
import { errorFields, log } from "../observability/log.ts";
import { isTransient } from "../ports/transient.ts";
import { accessEntry } from "../records/access-log.ts";
import { ProblemError, problemResponse, securityHeaders } from "./problem.ts";
import { recordRef } from "./record-ref.ts";
import type {
  ApiRuntime,
  Checked,
  HandlerResult,
  HttpRequest,
  HttpResponse,
  ReadResult,
  RequestContext,
} from "./types.ts";

type Answering = Checked & { response: unknown; readonly error: Error | null };

/** Turns what a handler answers, and whatever stopped a request, into an HTTP response; writes the log line. A read is logged before it is shown. */
export const responseMiddleware = (runtime: ApiRuntime) => ({
  after: async (request: Answering) => {
    const result = request.response as HandlerResult<Operation>;
    const response =
      result.kind === "read"
        ? await readResponse(request, result, runtime)
        : await commandResponse(request, result, runtime);
    request.response = response;
    logResponse(request, response);
  },
  onError: (request: Answering) => {
    const response = failureResponse(request.event, request.error, runtime);
    request.response = response;
    logResponse(request, response);
  },
});

const readResponse = async (
  { event, internal }: Answering,
  result: ReadResult<Operation>,
  runtime: ApiRuntime,
): Promise<HttpResponse> => {
  const { route, command } = internal as RequestContext;
  const body = z.parse(route.operation.reply, result.body);
  const { at, actor } = command;
  const quota = result.quota && { ...result.quota, staff: actor.id, day: dateOf(at) };
  // No log, no data: an entry that cannot be written stops the answer (D17)
  const entry = accessEntry(command, runtime.newId(), {
    act: "consultation",
    about: result.about,
    ...(result.revealed === undefined ? {} : { revealed: result.revealed }),
    ...(result.flags === undefined || result.flags.length === 0 ? {} : { flags: result.flags }),
  });
  if (await runtime.store.record(entry, quota)) return successResponse(route.operation, body, result.version);
  // G7: the person is not shown, and the data protection officer can see in the log that it was tried
  runtime.count("BulkReadRefused");
  const refusal = { act: "refusal", about: result.about, refused: ["bulk-read-refused"] } as const;
  await runtime.store.record(accessEntry(command, runtime.newId(), refusal));
  return problemResponse(["bulk-read-refused"], requestMeta(event, runtime));
};

const commandResponse = async (
  { event, internal }: Answering,
  result: Exclude<HandlerResult<Operation>, { kind: "read" }>,
  runtime: ApiRuntime,
): Promise<HttpResponse> => {
  const { command, route } = internal as RequestContext;
  const { operation } = route;
  switch (result.kind) {
    case "done":
      return successResponse(operation, z.parse(operation.reply, result.body), result.version);
    case "not-found": {
      // Somebody with the right role asked for what is not theirs, or not there: the log keeps that they did (E8, D17)
      const about = recordRef(runtime.kinds, operation, (internal.input?.params ?? {}) as Record<string, string>);
      const denial = { act: "denial", refused: ["not-found"], ...(about === undefined ? {} : { about }) } as const;
      await runtime.store.record(accessEntry(command, runtime.newId(), denial));
      return problemResponse(["not-found"], requestMeta(event, runtime));
    }
    case "refused": {
      const [first, ...rest] = mostTellingFirst(result.reasons);
      runtime.count("Refused", { reason: first });
      const issues = "issues" in result && first !== "not-found" ? result.issues : [];
      return problemResponse([first, ...rest], requestMeta(event, runtime), issues);
    }
  }
};

// What must not be revealed outranks all other reasons
const mostTellingFirst = (reasons: readonly Problem[]): readonly [Problem, ...Problem[]] => {
  if (reasons.includes("not-found")) return ["not-found"];
  const [first, ...rest] = reasons;
  if (first === undefined) throw new Error("A refusal without a reason");
  return [first, ...rest];
};

const successResponse = (operation: Operation, body: unknown, version: number | undefined): HttpResponse => ({
  statusCode: operation.status ?? 200,
  headers: {
    ...securityHeaders,
    "content-type": operation.produces === undefined ? "application/json" : `${operation.produces}; charset=utf-8`,
    ...(operation.produces === "text/html"
      ? { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" }
      : {}),
    ...(version === undefined ? {} : { etag: `"${version}"` }),
    ...(operation.location === undefined ? {} : { location: locationOf(operation.location, body) }),
  },
  body: operation.produces === undefined ? JSON.stringify(body) : String(body),
});

const locationOf = (template: string, body: unknown): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String((body as Record<string, unknown>)[name]));

/** What is answered when something stopped a request: its problem, 503 for what may pass, 500 for what never will, without a word of what it was. */
export const failureResponse = (event: HttpRequest, error: unknown, runtime: ApiRuntime): HttpResponse => {
  if (error instanceof ProblemError)
    return problemResponse([error.problem], requestMeta(event, runtime), error.issues, error.headers);
  const passing = isTransient(error);
  if (!passing) runtime.count("Failed");
  log("error", "failed", { ...errorFields(error), requestId: event.requestContext?.requestId });
  return problemResponse([passing ? "try-again" : "internal-error"], requestMeta(event, runtime));
};

const requestMeta = (event: HttpRequest, { problems }: ApiRuntime) => ({
  id: event.requestContext.requestId,
  language: event.headers["accept-language"],
  problems,
});

const logResponse = ({ event, internal }: Answering, { statusCode, body }: HttpResponse): void => {
  log("info", "answered", {
    requestId: event.requestContext.requestId,
    operation: internal.route?.operation.name,
    role: internal.staff?.role,
    status: statusCode,
    reason: statusCode >= 400 ? problemIn(body) : undefined,
  });
};

const problemIn = (body: string): string | undefined => /"type":"urn:trygt:problem:([a-z-]+)"/.exec(body)?.[1];

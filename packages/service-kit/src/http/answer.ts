import { dateOf, type Operation, type Problem } from "@trygt/contracts";
import type { APIGatewayProxyEventV2WithJWTAuthorizer as HttpRequest } from "aws-lambda";
import * as z from "zod/mini";
import type { Call } from "../call.ts";
import { errorFields, log } from "../log.ts";
import { count } from "../metrics.ts";
import { Busy } from "../store.ts";
import type { Answer, Passing, Shell, Shown } from "./api.ts";
import { type HttpAnswer, problemAnswer, Stopped, standingHeaders } from "./problem.ts";

type Answered = {
  readonly event: HttpRequest;
  readonly internal: Partial<Passing>;
  response: unknown;
  readonly error: Error | null;
};

/** Turns what a handler answers, and whatever stopped a request, into an HTTP answer; writes the log line. A read is logged before it is shown. */
export const answering = (shell: Shell) => ({
  after: async (request: Answered) => {
    const answer = request.response as Answer<Operation>;
    request.response =
      answer.kind === "shown" ? await shown(request, answer, shell) : await told(request, answer, shell);
    noted(request, request.response as HttpAnswer);
  },
  onError: (request: Answered) => {
    request.response = stopped(request);
    noted(request, request.response as HttpAnswer);
  },
});

const shown = async (request: Answered, answer: Shown<Operation>, shell: Shell): Promise<HttpAnswer> => {
  const { route, call } = request.internal as Passing;
  const { operation } = route;
  const body = z.parse(operation.reply, answer.body);
  // No log, no data: an entry that cannot be written stops the answer (D17)
  const entry = {
    entryId: shell.newId(),
    at: call.at,
    act: "consultation",
    operation: operation.name,
    about: answer.about,
    actor: call.actor,
    correlationId: call.correlationId,
    ...(call.reason === undefined ? {} : { reason: call.reason }),
    ...(call.note === undefined ? {} : { note: call.note }),
    ...(answer.revealed === undefined ? {} : { revealed: answer.revealed }),
  } as const;
  const day = dateOf(call.at);
  const quota = answer.quota && { ...answer.quota, staff: call.actor.id, day };
  if (!(await shell.store.record(entry, quota))) return tooMany(request, call, shell);
  return success(operation, body, answer.version);
};

// G7: the person is not shown, and the officer for data protection can see in the log that it was tried
const tooMany = async (request: Answered, call: Call, shell: Shell): Promise<HttpAnswer> => {
  const { operation } = (request.internal as Passing).route;
  const { at, actor, correlationId } = call;
  const refused = ["bulk-read-refused"] as const;
  count("BulkReadRefused");
  await shell.store.record({
    entryId: shell.newId(),
    at,
    act: "refusal",
    operation: operation.name,
    actor,
    refused,
    correlationId,
  });
  return problemAnswer(refused, asker(request.event, shell));
};

const told = async (
  request: Answered,
  answer: Exclude<Answer<Operation>, { kind: "shown" }>,
  shell: Shell,
): Promise<HttpAnswer> => {
  const { route, call } = request.internal as Passing;
  const { operation } = route;
  switch (answer.kind) {
    case "done":
      return success(operation, z.parse(operation.reply, answer.body), answer.version);
    case "not-found": {
      // Somebody with the right role asked for what is not theirs, or not there: the log keeps that they did (E8, D17)
      const { at, actor, correlationId } = call;
      const [asked] = Object.entries(request.event.pathParameters ?? {});
      await shell.store.record({
        entryId: shell.newId(),
        at,
        act: "denial",
        operation: operation.name,
        ...(asked === undefined ? {} : { about: recordOf(asked) }),
        actor,
        refused: ["not-found"],
        correlationId,
      });
      return problemAnswer(["not-found"], asker(request.event, shell));
    }
    case "refused": {
      const [first, ...rest] = sorted(answer.reasons);
      count("Refused", { reason: first });
      return problemAnswer([first, ...rest], asker(request.event, shell));
    }
  }
};

// The path names its parts after the records: `caseId` is a CASE
const recordOf = ([name, id]: readonly [string, string | undefined]): string =>
  `${name.replace(/Id$/, "").toUpperCase()}#${id ?? ""}`;

// What must not be revealed outranks all other reasons
const sorted = (reasons: readonly Problem[]): readonly [Problem, ...Problem[]] => {
  if (reasons.includes("not-found")) return ["not-found"];
  const [first, ...rest] = reasons;
  if (first === undefined) throw new Error("A refusal without a reason");
  return [first, ...rest];
};

const success = (operation: Operation, body: unknown, version: number | undefined): HttpAnswer => ({
  statusCode: operation.status ?? 200,
  headers: {
    ...standingHeaders,
    "content-type": operation.produces === undefined ? "application/json" : `${operation.produces}; charset=utf-8`,
    ...(operation.produces === "text/html"
      ? { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" }
      : {}),
    ...(version === undefined ? {} : { etag: `"${version}"` }),
  },
  body: operation.produces === undefined ? JSON.stringify(body) : String(body),
});

const stopped = ({ event, error }: Answered): HttpAnswer => {
  if (error instanceof Stopped) return problemAnswer([error.problem], asker(event), error.faults, error.headers);
  log("error", "failed", { ...errorFields(error), requestId: event.requestContext?.requestId });
  return problemAnswer([passing(error) ? "try-again" : "internal-error"], asker(event));
};

// What AWS or the network did not do in time may succeed later; everything else is a bug
const passing = (error: unknown): boolean =>
  error instanceof Busy ||
  (error instanceof Error &&
    ("$metadata" in error ||
      /Timeout|\bE(?!RR_)[A-Z_]{3,}\b/.test(`${error.name} ${"code" in error ? error.code : ""}`)));

const asker = (event: HttpRequest, { problems }: Pick<Shell, "problems"> = {}) => ({
  id: event.requestContext.requestId,
  language: event.headers["accept-language"],
  ...(problems === undefined ? {} : { problems }),
});

const noted = ({ event, internal }: Answered, { statusCode, body }: HttpAnswer): void => {
  const refused = statusCode >= 400 ? problemOf(body) : undefined;
  log("info", "answered", {
    requestId: event.requestContext.requestId,
    operation: internal.route?.operation.name,
    role: internal.staff?.role,
    status: statusCode,
    reason: refused,
  });
};

const problemOf = (body: string): string | undefined => /"type":"urn:trygt:problem:([a-z-]+)"/.exec(body)?.[1];

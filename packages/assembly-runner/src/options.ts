import type { JSONWebKeySet } from "jose";
import type { FunctionSpec } from "./assembly/plan.ts";
import type { LogSink } from "./functions/worker.ts";
import type { HttpRequest } from "./http/event.ts";
import type { HttpAnswer } from "./http/server.ts";

/** What the platform is started with. */
export type PlatformOptions = {
  /** The folder of one Stage's cloud assembly. */
  readonly assembly: string;
  /** A folder that keeps everything, or `memory`. */
  readonly data: string;
  /** ISO instant to set the clock to. Without it the clock goes on from the data folder; on a fresh one it starts at `startsAt`. */
  readonly now?: string;
  /** ISO instant at which the clock of a fresh data folder starts; the machine's own time unless given. */
  readonly startsAt?: string;
  /** IANA time zone whose calendar and midnights moves of the clock go by; UTC unless given. */
  readonly timeZone?: string;
  /** Port of the HTTP API on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  /** Endpoint of another DynamoDB engine; then none is started. */
  readonly engineEndpoint?: string;
};

/** What a runner is started with, besides its platform. */
export type RunnerOptions = {
  /** Public keys that tokens for the JWT authorizer are verified with. A plan whose routes have an authorizer needs them. */
  readonly tokenKeys?: JSONWebKeySet;
  /** Variables that a function gets besides those of its template, or instead of them. */
  readonly environmentOf?: (spec: FunctionSpec) => Readonly<Record<string, string>>;
  /** Receives the console output of functions, line by line. */
  readonly log?: LogSink;
  /** Makes invocations fail, for tests: answers the error message, or `undefined` to let the function run. */
  readonly fault?: (functionName: string, event: unknown) => string | undefined;
  /** Called after each move of the clock, before the move is answered. */
  readonly onClockMoved?: () => void | Promise<void>;
};

/** A request handler in front of the HTTP API; `undefined` lets a request through to it. */
export type Intercept = (request: HttpRequest) => Promise<HttpAnswer | undefined>;

import type { HttpResponse } from "@trygt/assembly-runner";

/** A request to a stand-in: the path below where it is mounted, the query, and the body as JSON, or `undefined` when it is none. */
export type StandInRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
};

/** An outside party played on this machine, mounted at `/_stand-ins/<slug>`. */
export type StandIn = {
  readonly slug: string;
  readonly answer: (request: StandInRequest) => HttpResponse | Promise<HttpResponse>;
};

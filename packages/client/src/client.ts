import type { Operation, ServiceContract } from "@trygt/contracts";
import { services as partnership } from "@trygt/contracts/catalogue";
import { readAnswer } from "./answer.ts";
import type { Client, Contracts } from "./call.ts";
import type { Language, ShellProblem } from "./problem.ts";
import { type Given, type Prepared, prepare } from "./request.ts";

/** Where the partnership answers, and as whom to call it. */
export type ClientOptions<C extends Contracts> = {
  /** The address before the paths, `https://api.example.dk`. */
  readonly baseUrl: string;
  /** A bearer token, or what fetches one; asked anew for every attempt. */
  readonly token: string | (() => Promise<string>);
  /** The services to speak to; the whole partnership unless said. */
  readonly contracts?: C;
  /** The language of problems; English unless said. */
  readonly language?: Language;
  /** Attempts in all where the network fails or the service asks to be tried again; 3 unless said. */
  readonly attempts?: number;
  /** Milliseconds that one attempt may take; 30,000 unless said, as the gateway. */
  readonly timeout?: number;
};

/**
 * A client typed from the contracts: `client.visits.screenConcern({ params, body, ifMatch })`. Problems are returned
 * as values; a network that fails in every attempt throws. One act keeps one Idempotency-Key through all its attempts.
 */
export const createClient = <const C extends Contracts = typeof partnership>(options: ClientOptions<C>): Client<C> => {
  const contracts: Contracts = options.contracts ?? partnership;
  const clients = Object.entries(contracts).map(([name, contract]) => [name, callsOf(contract, options)]);
  return Object.fromEntries(clients) as Client<C>;
};

type Sender = Omit<ClientOptions<Contracts>, "contracts">;

const callsOf = ({ operations }: ServiceContract, sender: Sender) =>
  Object.fromEntries(
    Object.entries(operations).map(([verb, operation]) => [
      verb,
      async (given: Given = {}) => perform(operation, await prepare(operation, given, sender.baseUrl), sender),
    ]),
  );

// The same key is still at work, or something passing is in the way: both may be sent again as they are
const passing: ReadonlySet<string> = new Set<ShellProblem>(["try-again", "request-in-progress"]);

const perform = async (operation: Operation, request: Prepared, sender: Sender) => {
  const attempts = sender.attempts ?? 3;
  for (let attempt = 1; ; attempt++) {
    const last = attempt >= attempts;
    const response = await send(request, sender).catch((error: unknown) => {
      if (last) throw error;
    });
    const answer = response && (await readAnswer(operation, response, sender.language ?? "en"));
    if (answer && (last || !answer.problem || !passing.has(answer.problem.slug))) return answer;
    await pause(attempt, response?.headers.get("retry-after"));
  }
};

const send = async ({ url, ...request }: Prepared, sender: Sender): Promise<Response> => {
  const token = typeof sender.token === "string" ? sender.token : await sender.token();
  const response = await fetch(url, {
    ...request,
    headers: { ...request.headers, authorization: `Bearer ${token}`, "accept-language": sender.language ?? "en" },
    signal: AbortSignal.timeout(sender.timeout ?? 30_000),
    redirect: "error",
  });
  // Read here, so that an answer that breaks off counts as the network's failure
  return new Response(await response.arrayBuffer(), response);
};

const longestPause = 10_000;

const pause = (attempt: number, retryAfter: string | null | undefined): Promise<void> => {
  const asked = retryAfter ? Number(retryAfter) * 1000 : Number.NaN;
  const milliseconds = Number.isFinite(asked) ? asked : 200 * 2 ** (attempt - 1);
  return new Promise((resume) => setTimeout(resume, Math.min(milliseconds, longestPause)));
};

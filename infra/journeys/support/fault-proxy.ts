import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { awsServices, type Call, callOf, identityOf } from "./calls.ts";

/** What becomes of a call: its answer is lost after the work was done; nobody answers; the connection is reset before anything was done; or half of the answer comes, and then nothing. */
export type Fault = "lost" | "silent" | "reset" | "half";

/** A call that is under way: which of its kind it is since `watch`, and which try of it, both counted from 1. */
export type Passing = Call & { readonly nth: number; readonly attempt: number };

/** Where those are whom the functions call: the engine of the tables, the other services of AWS, and the parties outside. */
export type Neighbours = { readonly tables: string; readonly aws: string; readonly outside: string };

/** A proxy between the functions and all whom they call. */
export type FaultProxy = {
  /** The address that a function calls instead of its neighbours; each function has one of its own, by which it is known. */
  readonly doors: Doors;
  /** Says where the neighbours are; until then calls wait. */
  readonly leadTo: (neighbours: Neighbours) => void;
  /** Counts calls anew, and does to them what is said; nothing unless said. */
  readonly watch: (faultOf?: (call: Passing) => Fault | undefined) => void;
  /** The calls since `watch`, in the order of their first try. */
  readonly seen: () => readonly Passing[];
  readonly stop: () => void;
};

/** Addresses by the name of the function, such as `visits.api`. */
export type Doors = Readonly<Record<string, string>>;

/** Opens a proxy with a door for each of the functions named. */
export const openFaultProxy = async (functions: readonly string[]): Promise<FaultProxy> => {
  let leadTo: (neighbours: Neighbours) => void = () => undefined;
  const ready = new Promise<Neighbours>((resolve) => {
    leadTo = resolve;
  });
  let faultOf: (call: Passing) => Fault | undefined = () => undefined;
  let tries = new Map<string, Passing>();
  const next = (call: Call, headers: IncomingHttpHeaders): Passing => {
    const identity = identityOf(headers);
    const known = tries.get(identity);
    const alike = [...tries.values()].filter((one) => sameKind(one, call)).length;
    const passing =
      known === undefined ? { ...call, nth: alike + 1, attempt: 1 } : { ...known, attempt: known.attempt + 1 };
    tries.set(identity, passing);
    return passing;
  };
  const servers = await Promise.all(
    functions.map((from) =>
      listening(async (request, response) => {
        const body = await bodyOf(request);
        const call = next(callOf(from, request), request.headers);
        const fault = faultOf(call);
        if (fault === "silent") return;
        if (fault === "reset") return void request.socket.resetAndDestroy();
        const answer = await passOn(request, body, addressOf(call, await ready));
        if (fault === "lost") return void request.socket.destroy();
        response.sendDate = false;
        response.writeHead(answer.status, { ...answer.headers, "content-length": answer.body.length });
        if (fault === "half") response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)));
        else response.end(answer.body);
      }),
    ),
  );
  return {
    doors: Object.fromEntries(functions.map((from, at) => [from, urlOf(servers[at])])),
    leadTo: (neighbours) => leadTo(neighbours),
    watch: (given = () => undefined) => {
      tries = new Map();
      faultOf = given;
    },
    seen: () => [...tries.values()],
    stop: () => {
      for (const server of servers) server.close().closeAllConnections();
    },
  };
};

/** Whether two calls are made by the same function to do the same. */
export const sameKind = (one: Call, other: Call): boolean =>
  one.from === other.from && one.to === other.to && one.operation === other.operation;

const listening = async (answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
  const server = createServer((request, response) => {
    // Whoever asked may have gone meanwhile, and a neighbour may be gone with the city
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
};

const urlOf = (server: Server | undefined): string =>
  `http://127.0.0.1:${(server?.address() as AddressInfo | undefined)?.port}`;

const addressOf = ({ to }: Call, { tables, aws, outside }: Neighbours): string => {
  if (to === "DynamoDB") return tables;
  return (awsServices as readonly string[]).includes(to) ? aws : outside;
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => Buffer.concat(await Array.fromAsync(request));

// What a hop says of itself is not passed on (RFC 9110 § 7.6.1), and the length is counted anew
const ofTheHop = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "host", "expect"]);
const passedOn = (headers: Iterable<readonly [string, string]>) =>
  Object.fromEntries([...headers].filter(([name]) => !ofTheHop.has(name)));

const passOn = async ({ method = "GET", url = "/", headers }: IncomingMessage, body: Buffer, address: string) => {
  const sent = passedOn(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const answer = await fetch(`${address}${url}`, { method, headers: sent, ...(body.length === 0 ? {} : { body }) });
  return {
    status: answer.status,
    headers: passedOn(answer.headers),
    body: Buffer.from(await answer.arrayBuffer()),
  };
};

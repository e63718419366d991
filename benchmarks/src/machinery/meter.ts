import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Json, sender } from "./call.ts";
import { bodyOf } from "./stand-ins.ts";

/** What was asked of DynamoDB, and what it would have cost. */
export type Reading = {
  /** Requests to the service's own table. */
  readonly requests: number;
  /** Requests that only add to the access log. */
  readonly log: number;
  /** Capacity units of both, as the engine counts them. */
  readonly units: number;
};

/** A meter before the engine: it hands every request on and counts. */
export type Meter = {
  readonly endpoint: string;
  /** What was counted since the last reading. */
  readonly read: () => Reading;
  readonly stop: () => void;
};

/** Starts a meter; requests that name only the table `accessLog` count as entries of the log. */
export const startMeter = async (engine: string, accessLog: string): Promise<Meter> => {
  const send = sender(engine);
  let reading: Reading = { requests: 0, log: 0, units: 0 };
  const server = createServer(async (request, response) => {
    const target = String(request.headers["x-amz-target"]);
    const asked = JSON.parse((await bodyOf(request)).toString()) as Json;
    const { status, body } = await send(target, JSON.stringify({ ...asked, ReturnConsumedCapacity: "TOTAL" }));
    const isLog = asked["TableName"] === accessLog;
    reading = {
      requests: reading.requests + (isLog ? 0 : 1),
      log: reading.log + (isLog ? 1 : 0),
      units: reading.units + unitsOf(JSON.parse(body.toString()) as Json),
    };
    response
      .writeHead(status, { "content-type": "application/x-amz-json-1.0", "content-length": body.length })
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const read = () => {
    const last = reading;
    reading = { requests: 0, log: 0, units: 0 };
    return last;
  };
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { endpoint: `http://127.0.0.1:${port}`, read, stop };
};

type Consumed = { readonly CapacityUnits?: number };

const unitsOf = ({ ConsumedCapacity = [] }: Json): number =>
  [ConsumedCapacity as Consumed | readonly Consumed[]]
    .flat()
    .reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);

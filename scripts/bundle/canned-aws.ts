import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** What AWS answers: a status, headers and a body as it goes over the wire. */
export type Canned = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** A request as AWS hears it. */
export type Heard = {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** Gives an address at which AWS gives one answer to everything, as long as `use` runs, and tells what it was asked. */
export const withCannedAws = async <Result>(
  { status = 200, headers = {}, body = "" }: Canned,
  use: (endpoint: string) => Promise<Result>,
): Promise<{ readonly result: Result; readonly heard: readonly Heard[] }> => {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await Array.fromAsync(request)).toString();
    heard.push({ method: request.method, path: request.url, headers: request.headers, body: text });
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return { result: await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), heard };
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

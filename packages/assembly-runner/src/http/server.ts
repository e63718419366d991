import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { startRefusal } from "../start-refusal.ts";
import type { HttpRequest } from "./event.ts";
import { gatewayResponse, type HttpResponse } from "./response.ts";

/** API Gateway's limits for HTTP APIs, in bytes: request line and headers, and payload. */
const maxHeaderBytes = 10_240;
const maxBodyBytes = 10 * 1024 * 1024;

/** What a handler answers: a response, or a stream that it writes itself. */
export type HttpAnswer = HttpResponse | { readonly stream: (response: ServerResponse) => void };

const readBody = (request: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBodyBytes) chunks.push(chunk);
    });
    request.on("end", () => resolve(size > maxBodyBytes ? undefined : Buffer.concat(chunks)));
    request.on("error", reject);
  });

const send = (response: ServerResponse, content: HttpResponse, now: number, isHead: boolean): void => {
  for (const [name, value] of Object.entries(content.headers)) {
    response.setHeader(name, typeof value === "string" ? value : [...value]);
  }
  response.setHeader("date", new Date(now).toUTCString());
  if (content.status !== 204 && content.status !== 304)
    response.setHeader("content-length", Buffer.byteLength(content.body));
  response.writeHead(content.status);
  response.end(isHead ? undefined : content.body);
};

/** Makes the public server: whole requests in, answers out, with API Gateway's size limits. `now` dates the responses. */
export const publicServer = (now: () => number, answer: (request: HttpRequest) => Promise<HttpAnswer>): Server => {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? "GET";
    const body = await readBody(request);
    if (body === undefined) return send(response, gatewayResponse(413, "Request Entity Too Large"), now(), false);
    const found = await answer({
      method,
      url: request.url ?? "/",
      httpVersion: request.httpVersion,
      headers: request.headers,
      sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
      body,
    });
    if ("stream" in found) found.stream(response);
    else send(response, found, now(), method === "HEAD");
  };
  return createServer({ maxHeaderSize: maxHeaderBytes, keepAliveTimeout: 65_000 }, (request, response) => {
    handle(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, gatewayResponse(500, "Internal Server Error"), now(), false);
    });
  });
};

/** Starts listening on 127.0.0.1; port 0 takes a free one. Answers the origin, such as `http://127.0.0.1:4000`. */
export const listen = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : port}`);
    });
  });

/** Closes a server and the connections it still has. */
export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Starts listening on the port that was asked for; refuses the start when it cannot be had. */
export const listenOrRefuse = async (server: Server, port: number): Promise<string> => {
  try {
    return await listen(server, port);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw startRefusal(
      code === "EADDRINUSE" ? { code: "port-in-use", port } : { code: "port-unavailable", port, reason: message },
    );
  }
};

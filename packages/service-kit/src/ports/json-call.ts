import { request as plain } from "node:http";
import { Agent, request as secure } from "node:https";
import { type OtherSystemLimits, otherSystem } from "../time-limits/limits.ts";

/** An answer of another system: status, and its JSON body when it has one. */
export type JsonAnswer = { readonly status: number; readonly body: unknown };

type Question = {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string | number>>;
  readonly payload?: string;
  readonly silentMs: number;
  /** Ends the whole, however slowly the answer trickles. */
  readonly signal: AbortSignal;
};

/** Connections are kept: an agency's register is asked often and from afar. */
const agent = new Agent({ keepAlive: true });

/** Posts JSON to another system, which must know a question that comes twice. Throws when it cannot be reached, is silent or slow for longer than the limits say, or answers 429 or 5xx; every other status is an answer. */
export const postJson = (
  url: string,
  content: unknown,
  limits: OtherSystemLimits = otherSystem,
): Promise<JsonAnswer> => {
  const payload = JSON.stringify(content);
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(payload) };
  return ask({ url, method: "POST", headers, payload, ...timed(limits) }, "first");
};

/** Gets JSON from another system, in the media type that it speaks. Throws as {@link postJson} does. */
export const getJson = (url: string, accept: string, limits: OtherSystemLimits = otherSystem): Promise<JsonAnswer> =>
  ask({ url, method: "GET", headers: { accept }, ...timed(limits) }, "first");

const timed = ({ silentMs, overallMs }: OtherSystemLimits) => ({ silentMs, signal: AbortSignal.timeout(overallMs) });

const ask = (question: Question, turn: "first" | "again"): Promise<JsonAnswer> =>
  new Promise((resolve, reject) => {
    const { url, method, headers, payload, silentMs, signal } = question;
    const options = { method, timeout: silentMs, signal, headers };
    const sent = url.startsWith("https:") ? secure(url, { ...options, agent }) : plain(url, options);
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const status = response.statusCode ?? 0;
        if (status >= 500 || status === 429)
          reject(Object.assign(new Error("Another system failed"), { code: "EREMOTE" }));
        else resolve({ status, body: readBody(Buffer.concat(chunks).toString()) });
      });
    });
    sent.on("timeout", () => sent.destroy(Object.assign(new Error("Another system is slow"), { code: "ETIMEDOUT" })));
    sent.on("error", (error: NodeJS.ErrnoException) => {
      // The other side had closed a kept connection: nobody has read the question
      const wasClosed = sent.reusedSocket && error.code === "ECONNRESET";
      if (wasClosed && turn === "first") resolve(ask(question, "again"));
      else reject(error);
    });
    sent.end(payload);
  });

const readBody = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

import { request as plain } from "node:http";
import { Agent, request as secure } from "node:https";
import { type OtherSystemLimits, otherSystem } from "../time-limits/limits.ts";

/** An answer of another system: status, and its JSON body when it has one. */
export type JsonAnswer = { readonly status: number; readonly body: unknown };

type Question = {
  readonly url: string;
  readonly payload: string;
  readonly silentMs: number;
  /** Ends the whole, however slowly the answer trickles. */
  readonly signal: AbortSignal;
};

/** Connections are kept: an agency's register is asked often and from afar. */
const agent = new Agent({ keepAlive: true });

/** Posts JSON to another system, which must know a question that comes twice. Throws when it cannot be reached, is silent or slow for longer than the limits say, or answers 5xx; every other status is an answer. */
export const postJson = (
  url: string,
  content: unknown,
  { silentMs, overallMs }: OtherSystemLimits = otherSystem,
): Promise<JsonAnswer> =>
  post({ url, payload: JSON.stringify(content), silentMs, signal: AbortSignal.timeout(overallMs) }, "first");

const post = (question: Question, turn: "first" | "again"): Promise<JsonAnswer> =>
  new Promise((resolve, reject) => {
    const { url, payload, silentMs, signal } = question;
    const options = {
      method: "POST",
      timeout: silentMs,
      signal,
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(payload) },
    };
    const sent = url.startsWith("https:") ? secure(url, { ...options, agent }) : plain(url, options);
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const status = response.statusCode ?? 0;
        if (status >= 500) reject(Object.assign(new Error("Another system failed"), { code: "EREMOTE" }));
        else resolve({ status, body: readBody(Buffer.concat(chunks).toString()) });
      });
    });
    sent.on("timeout", () => sent.destroy(Object.assign(new Error("Another system is slow"), { code: "ETIMEDOUT" })));
    sent.on("error", (error: NodeJS.ErrnoException) => {
      // The other side had closed a kept connection: nobody has read the question
      const wasClosed = sent.reusedSocket && error.code === "ECONNRESET";
      if (wasClosed && turn === "first") resolve(post(question, "again"));
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

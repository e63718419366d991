import { request as plain } from "node:http";
import { Agent, request as secure } from "node:https";

/** An answer of another system: status, and its JSON body when it has one. */
export type JsonAnswer = { readonly status: number; readonly body: unknown };

/** Connections are kept: an agency's register is asked often and from afar. */
const agent = new Agent({ keepAlive: true });
/** How long another system may be silent, in milliseconds: the API function has 10 s for the whole request. */
const longestSilenceMs = 3000;

/** Posts JSON to another system. Throws when it cannot be reached, says nothing for `timeoutMs` milliseconds (3 s unless said) or answers 5xx; every other status is an answer. */
export const postJson = (url: string, content: unknown, timeoutMs = longestSilenceMs): Promise<JsonAnswer> =>
  new Promise((resolve, reject) => {
    const payload = JSON.stringify(content);
    const options = {
      method: "POST",
      timeout: timeoutMs,
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
    sent.on("error", reject);
    sent.end(payload);
  });

const readBody = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

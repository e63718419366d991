import { type Operation, reader } from "@trygt/contracts";
import { type Language, readProblem, requestIdOf } from "./problem.ts";

/**
 * Reads an answer: the reply by its contract, with whatever later fields it has, or the problem as a value. Throws when the
 * reply breaks the contract or an error comes in no form that is known; the message names the request and never quotes the answer.
 */
export const readAnswer = async (operation: Operation, response: Response, language: Language) => {
  const text = await response.text();
  if (!response.ok) {
    const problem = readProblem(response, text, language);
    if (problem === undefined) throw unreadable(operation, response, "is no problem that the client can read");
    return { problem };
  }
  const answered = operation.produces === undefined ? parsed(text) : text;
  if (answered === undefined) throw unreadable(operation, response, "is not JSON");
  const read = await readerOf(operation)["~standard"].validate(answered);
  if (read.issues) {
    const places = read.issues.map(({ path = [] }) => `/${path.map(pathPart).join("/")}`).join(", ");
    throw unreadable(operation, response, `is not as its contract says, at ${places}`);
  }
  return { status: response.status, body: read.value, etag: response.headers.get("etag") ?? undefined };
};

const readers = new WeakMap<Operation, Operation["reply"]>();

const readerOf = (operation: Operation): Operation["reply"] => {
  const made = readers.get(operation) ?? reader(operation.reply, "pass-on");
  readers.set(operation, made);
  return made;
};

const unreadable = ({ name }: Operation, response: Response, fault: string): Error =>
  new Error(
    `The answer to ${name} (status ${response.status}, request ${requestIdOf(response) ?? "without a name"}) ${fault}. ` +
      "Update the client; if that does not help, give support the name of the request.",
  );

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const pathPart = (part: PropertyKey | { readonly key: PropertyKey }) =>
  String(typeof part === "object" ? part.key : part);

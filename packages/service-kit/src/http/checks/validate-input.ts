import { ProblemError } from "../problem.ts";
import { type Check, required } from "../types.ts";
import { validate } from "../validate.ts";

/** Path, query and body against the contract: strict, every issue at once. */
export const validateInput = (): Check => ({
  before: ({ event, internal }) => {
    const { operation } = required(internal, "route");
    internal.input = {
      params: operation.params && asNotFound(() => validate(operation.params, event.pathParameters ?? {}, "path")),
      query: validate(operation.query, event.queryStringParameters ?? (operation.query && {}), "query"),
      body: validate(operation.body, internal.parsedBody, "body"),
    };
  },
});

// A malformed identifier names nothing: the same answer as one that names nothing here
const asNotFound = <Value>(read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    throw error instanceof ProblemError ? new ProblemError("not-found") : error;
  }
};

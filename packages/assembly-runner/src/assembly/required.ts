import { asText } from "../json.ts";
import { invalidAssembly, type StartRefusal } from "../start-refusal.ts";
import type { FunctionSpec } from "./plan.ts";
import type { Resource } from "./resources.ts";

/** A refusal of the start that names the template and the resource. `problem` goes on from "a resource … that". */
export const resourceRefusal = ({ stack, logicalId, kind }: Resource, problem: string): StartRefusal =>
  invalidAssembly(`the template "${stack.name}" has a resource "${logicalId}" (${kind}) that ${problem}.`);

/** The value as text; refuses the start when the resource does not give it. */
export const requireText = (resource: Resource, value: unknown, name: string): string => {
  const text = asText(value);
  if (text === undefined) throw resourceRefusal(resource, `names no ${name}`);
  return text;
};

/** The ARN of a function that a property names by name or ARN. */
export const functionArnOf = (name: string, functions: readonly FunctionSpec[]): string =>
  functions.find((one) => one.name === name || one.arn === name)?.arn ?? name;

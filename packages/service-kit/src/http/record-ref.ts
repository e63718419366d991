import type { Operation } from "@trygt/contracts";

/**
 * The reference of the record that a path names, `CASE#<id>`, by its first parameter. A part is named by its owner's identifier and
 * a running number (`<uuid>.2`): the log names the owner. Undefined where the path names no record.
 */
export const recordRef = (
  kinds: ReadonlyMap<string, string>,
  { path }: Pick<Operation, "path">,
  parameters: Readonly<Record<string, string | undefined>>,
): string | undefined => {
  const parameter = /\{(\w+)\}/.exec(path)?.[1];
  const kind = parameter === undefined ? undefined : kinds.get(parameter);
  const value = parameter === undefined ? undefined : parameters[parameter];
  return kind === undefined || value === undefined ? undefined : `${kind}#${value.split(".")[0]}`;
};

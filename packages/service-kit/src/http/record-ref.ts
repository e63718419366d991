/**
 * The reference of the record that a path names, `CASE#<id>`, by its first parameter. A part is named by its owner's identifier and
 * a running number (`<uuid>.2`): the log names the owner. Undefined where the path names no record.
 */
export const recordRef = (
  kinds: ReadonlyMap<string, string>,
  pathParameters: Readonly<Record<string, string | undefined>>,
): string | undefined => {
  const [first] = Object.entries(pathParameters);
  if (first === undefined) return undefined;
  const [parameter, value = ""] = first;
  const kind = kinds.get(parameter);
  return kind && `${kind}#${value.split(".")[0]}`;
};

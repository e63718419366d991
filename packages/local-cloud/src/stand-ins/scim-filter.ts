/** Values of a resource's attributes by their paths in small letters, as a filter names them (`displayname`, `roles.value`). */
export type Attributes = ReadonlyMap<string, readonly string[]>;

type Comparison = "eq" | "co" | "sw";
const compares: Readonly<Record<Comparison, (value: string, wanted: string) => boolean>> = {
  eq: (value, wanted) => value === wanted,
  co: (value, wanted) => value.includes(wanted),
  sw: (value, wanted) => value.startsWith(wanted),
};

const term = /^([A-Za-z][\w.:$-]*) (eq|co|sw) (?:"((?:[^"\\]|\\.)*)"|(true|false))$/;

/**
 * A SCIM filter (RFC 7644 § 3.4.2.2) as far as the stand-in knows them: comparisons with `eq`, `co` and `sw`, joined with `and`; texts
 * compare in either case. Undefined for any other, which a service provider answers with `invalidFilter`.
 */
export const readFilter = (text: string): ((attributes: Attributes) => boolean) | undefined => {
  const terms = text.split(/ and (?=(?:[^"\\]|\\.|"(?:[^"\\]|\\.)*")*$)/);
  const tests = terms.map((one) => {
    const [, path, comparison, quoted, bool] = term.exec(one.trim()) ?? [];
    if (path === undefined || comparison === undefined) return undefined;
    const wanted = (bool ?? (JSON.parse(`"${quoted}"`) as string)).toLowerCase();
    const compare = compares[comparison as Comparison];
    return (attributes: Attributes) =>
      (attributes.get(path.toLowerCase()) ?? []).some((value) => compare(value.toLowerCase(), wanted));
  });
  if (tests.some((test) => test === undefined)) return undefined;
  return (attributes) => tests.every((test) => test?.(attributes));
};

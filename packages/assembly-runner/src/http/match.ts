/** Where a request leads: the route and its path parameters, decoded. */
export type RouteMatch<R> = { readonly route: R; readonly parameters: Readonly<Record<string, string>> };

type Segment = { readonly kind: "literal" | "parameter" | "greedy"; readonly name: string };
type Compiled<R> = {
  readonly route: R;
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly rank: string;
};

const segmentOf = (part: string): Segment => {
  const name = /^\{([^}]+)\}$/.exec(part)?.[1];
  if (name === undefined) return { kind: "literal", name: part };
  return name.endsWith("+") ? { kind: "greedy", name: name.slice(0, -1) } : { kind: "parameter", name };
};

const ranks: Readonly<Record<Segment["kind"], string>> = { literal: "0", parameter: "1", greedy: "2" };

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const compile = <R extends { readonly key: string }>(route: R): Compiled<R> => {
  const [method = "", path = ""] = route.key.split(" ");
  const segments = path.split("/").slice(1).map(segmentOf);
  // The first difference from the left decides, a named method beats ANY: the order API Gateway documents.
  const rank = segments.map((segment) => ranks[segment.kind]).join("") + (method === "ANY" ? "1" : "0");
  return { route, method, segments, rank };
};

const parametersOf = (segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (segment.kind === "greedy") {
      if (part === undefined || part === "") return undefined;
      parameters[segment.name] = parts.slice(index).map(decode).join("/");
      return parameters;
    }
    if (part === undefined) return undefined;
    if (segment.kind === "literal" ? part !== segment.name : part === "") return undefined;
    if (segment.kind === "parameter") parameters[segment.name] = decode(part);
  }
  return segments.length === parts.length ? parameters : undefined;
};

/**
 * Makes a matcher of route keys such as `GET /cases/{caseId}`. The most specific route wins; `$default` takes what no other
 * takes; otherwise the answer is `undefined`.
 */
export const routeMatcher = <R extends { readonly key: string }>(routes: readonly R[]) => {
  const fallback = routes.find((route) => route.key === "$default");
  const compiled = routes
    .filter((route) => route.key !== "$default")
    .map(compile)
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  return (method: string, path: string): RouteMatch<R> | undefined => {
    const parts = path.split("/").slice(1);
    for (const { route, method: own, segments } of compiled) {
      if (own !== method && own !== "ANY") continue;
      const parameters = parametersOf(segments, parts);
      if (parameters !== undefined) return { route, parameters };
    }
    return fallback === undefined ? undefined : { route: fallback, parameters: {} };
  };
};

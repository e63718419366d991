import type { Operation } from "@trygt/contracts";
import { type HttpResponse, problemResponse } from "@trygt/service-kit/problem";

/** What is looked at of a request that no route took (payload format 2.0). Header names are lower case. */
export type Unmatched = {
  readonly rawPath: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly requestContext: { readonly requestId: string };
};

/** The paths that some service answers, each with the methods it takes. */
export type RouteTable = readonly { readonly segments: readonly string[]; readonly methods: readonly string[] }[];

/** Draws the route table from the contracts. */
export const routeTable = (operations: readonly Pick<Operation, "method" | "path">[]): RouteTable =>
  [...Map.groupBy(operations, ({ path }) => shapeOf(path))].map(([shape, same]) => ({
    segments: shape.split("/"),
    methods: [...new Set(same.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method])))].sort(),
  }));

// What a placeholder is called does not tell paths apart
const shapeOf = (path: string) => path.replaceAll(/\{[^}]+\}/g, "{}");

/** The methods that a path takes; none when no service has it. As at the gateway, a placeholder takes any one segment that is not empty, and a fixed path goes before it. */
export const methodsAt = (path: string, table: RouteTable): readonly string[] => {
  const segments = path.split("/");
  const fitting = table.filter(
    (route) =>
      route.segments.length === segments.length &&
      route.segments.every((segment, at) => (segment === "{}" ? segments[at] !== "" : segment === segments[at])),
  );
  return [...new Set(fitting.flatMap(({ methods }) => methods))].sort();
};

/** Answers a request that no route took, in the words of the services, so that a wrong address looks the same as a record that is not there: 405 with `Allow` on a known path, 404 on any other (RFC 9110 § 15.5.5, § 15.5.6). */
export const unmatched =
  (table: RouteTable) =>
  async ({ rawPath, headers, requestContext }: Unmatched): Promise<HttpResponse> => {
    const methods = methodsAt(rawPath, table);
    const asker = { id: requestContext.requestId, language: headers["accept-language"] };
    return methods.length === 0
      ? problemResponse(["not-found"], asker)
      : problemResponse(["method-not-allowed"], asker, [], { allow: methods.join(", ") });
  };

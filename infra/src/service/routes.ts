import type { Operation } from "@trygt/contracts";
import { HttpMethod, HttpRoute, HttpRouteKey } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { Foundation } from "../foundation.ts";

const methods: Readonly<Record<Operation["method"], HttpMethod>> = { GET: HttpMethod.GET, POST: HttpMethod.POST };

/** One route for each operation of the contract and a HEAD beside each GET, all behind the token check, all answered by the one function. */
export const routes = (
  scope: Construct,
  operations: readonly Operation[],
  api: IFunction,
  foundation: Foundation,
): void => {
  // One permission for the whole API: one for each route would outgrow the function's 20 KB policy
  const integration = new HttpLambdaIntegration("Integration", api, { scopePermissionToRoute: false });
  const authorizer = foundation.authorizer(scope);
  const answer = (id: string, path: string, method: HttpMethod) =>
    new HttpRoute(scope, id, {
      httpApi: foundation.api,
      routeKey: HttpRouteKey.with(path, method),
      integration,
      authorizer,
    });
  for (const { method, path, route } of operations) {
    answer(route, path, methods[method]);
    // RFC 9110 § 9.1: whoever can GET can ask for the headers alone
    if (method === "GET") answer(`HEAD ${path}`, path, HttpMethod.HEAD);
  }
};

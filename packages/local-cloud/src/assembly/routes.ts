import { asList, asObject, asText } from "../json.ts";
import type { Authorizer, FunctionSpec, Route } from "./plan.ts";
import { need, refuse } from "./required.ts";
import type { Resource } from "./resources.ts";

/** A JWT authorizer that takes the token from the Authorization header; refuses others. */
export const authorizerOf = (resource: Resource): Authorizer => {
  const properties = resource.properties();
  const jwt = asObject(properties["JwtConfiguration"]);
  const [source] = asList(properties["IdentitySource"]);
  if (properties["AuthorizerType"] !== "JWT" || jwt === undefined) throw refuse(resource, "is no JWT authorizer");
  if (source !== "$request.header.Authorization")
    throw refuse(resource, "takes the token from elsewhere than the Authorization header");
  return {
    id: resource.identity.ref,
    issuer: need(resource, jwt["Issuer"], "issuer"),
    audiences: asList(jwt["Audience"]).map(String),
  };
};

/** A route with its function and authorizer. Refuses integrations other than a function with payload format 2.0. */
export const routeOf = (
  resource: Resource,
  integrations: readonly Resource[],
  authorizers: readonly Authorizer[],
  functions: readonly FunctionSpec[],
): Route => {
  const properties = resource.properties();
  const integrationId = need(resource, properties["Target"], "target").replace(/^integrations\//, "");
  const integration = integrations.find((one) => one.identity.ref === integrationId)?.properties();
  // CDK writes the function's ARN; hand-written templates often wrap it in an invocation path.
  const uri = asText(integration?.["IntegrationUri"]) ?? "";
  const target = functions.find((one) => uri === one.arn || uri.includes(`${one.arn}/invocations`));
  if (target === undefined || integration?.["IntegrationType"] !== "AWS_PROXY") {
    throw refuse(resource, "leads to no function");
  }
  if ((asText(integration["PayloadFormatVersion"]) ?? "1.0") !== "2.0")
    throw refuse(resource, "asks for another payload format than 2.0");
  const kind = asText(properties["AuthorizationType"]) ?? "NONE";
  if (kind !== "NONE" && kind !== "JWT")
    throw refuse(resource, `is authorised by ${kind}, which the local cloud cannot`);
  const authorizer = authorizers.find((one) => one.id === asText(properties["AuthorizerId"]));
  if (kind === "JWT" && authorizer === undefined) throw refuse(resource, "names no authorizer of this assembly");
  return {
    key: need(resource, properties["RouteKey"], "route key"),
    functionArn: target.arn,
    scopes: asList(properties["AuthorizationScopes"]).map(String),
    ...(kind === "JWT" && authorizer !== undefined ? { authorizer } : {}),
  };
};

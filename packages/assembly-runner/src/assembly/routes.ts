import { asList, asObject, asText } from "../json.ts";
import type { Authorizer, FunctionSpec, Route } from "./plan.ts";
import { requireText, resourceRefusal } from "./required.ts";
import type { Resource } from "./resources.ts";

/** A JWT authorizer that takes the token from the Authorization header; refuses others. */
export const authorizerOf = (resource: Resource): Authorizer => {
  const properties = resource.properties();
  const jwt = asObject(properties["JwtConfiguration"]);
  const [source] = asList(properties["IdentitySource"]);
  if (properties["AuthorizerType"] !== "JWT" || jwt === undefined)
    throw resourceRefusal(resource, "is not a JWT authorizer");
  if (source !== "$request.header.Authorization")
    throw resourceRefusal(resource, "takes the token from elsewhere than the Authorization header");
  return {
    id: resource.identity.ref,
    issuer: requireText(resource, jwt["Issuer"], "issuer"),
    audiences: asList(jwt["Audience"]).map(String),
  };
};

/**
 * The identifier of the one HTTP API, or a made-up one where there is none. Refuses a second API, other protocols, CORS, and stages
 * that would stand before every path.
 */
export const apiIdOf = (apis: readonly Resource[], stages: readonly Resource[]): string => {
  const [api, another] = apis;
  if (another !== undefined) throw resourceRefusal(another, "is a second HTTP API; the runner runs one");
  const properties = api?.properties() ?? {};
  if (api !== undefined && properties["ProtocolType"] !== "HTTP") throw resourceRefusal(api, "is not an HTTP API");
  if (api !== undefined && properties["CorsConfiguration"] !== undefined)
    throw resourceRefusal(api, "configures CORS, which the runner does not support");
  const named = stages.find((stage) => stage.identity.ref !== "$default");
  if (named !== undefined) throw resourceRefusal(named, "is another stage than $default");
  return api?.identity.ref ?? "local";
};

/** A route with its function and authorizer. Refuses integrations other than a function with payload format 2.0. */
export const routeOf = (
  resource: Resource,
  integrations: readonly Resource[],
  authorizers: readonly Authorizer[],
  functions: readonly FunctionSpec[],
): Route => {
  const properties = resource.properties();
  const integrationId = requireText(resource, properties["Target"], "target").replace(/^integrations\//, "");
  const integration = integrations.find((one) => one.identity.ref === integrationId)?.properties();
  // CDK writes the function's ARN; other tools write the path of its invocation around it.
  const uri = asText(integration?.["IntegrationUri"]) ?? "";
  const target = functions.find((one) => uri === one.arn || uri.includes(`${one.arn}/invocations`));
  if (target === undefined || integration?.["IntegrationType"] !== "AWS_PROXY") {
    throw resourceRefusal(resource, "leads to no function");
  }
  if ((asText(integration["PayloadFormatVersion"]) ?? "1.0") !== "2.0")
    throw resourceRefusal(resource, "asks for another payload format than 2.0");
  const kind = asText(properties["AuthorizationType"]) ?? "NONE";
  if (kind !== "NONE" && kind !== "JWT")
    throw resourceRefusal(resource, `is authorised by ${kind}, which the runner does not support`);
  const authorizer = authorizers.find((one) => one.id === asText(properties["AuthorizerId"]));
  if (kind === "JWT" && authorizer === undefined)
    throw resourceRefusal(resource, "names no authorizer of this assembly");
  return {
    key: requireText(resource, properties["RouteKey"], "route key"),
    functionArn: target.arn,
    scopes: asList(properties["AuthorizationScopes"]).map(String),
    ...(kind === "JWT" && authorizer !== undefined ? { authorizer } : {}),
  };
};

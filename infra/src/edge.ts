import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  HttpApi,
  HttpAuthorizer,
  HttpAuthorizerType,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpApi,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { lambdaFunction, logGroup } from "./function.ts";

export type EdgeProps = {
  readonly code: string;
  readonly key: IKey;
  readonly issuer: string;
  readonly audience: string;
};

/** What the gateway writes of a request: enough to find it again, nothing about a person (no path, query, address or token). */
export const accessLogFormat = {
  requestId: "$context.requestId",
  time: "$context.requestTimeEpoch",
  routeKey: "$context.routeKey",
  status: "$context.status",
  latency: "$context.responseLatency",
  integrationLatency: "$context.integrationLatency",
  error: "$context.error.responseType",
} as const;

/** The HTTP API that the agencies call: a token check on every route, throttling, and an answer for addresses that no service has. */
export const edge = (
  scope: Construct,
  { code, key, issuer, audience }: EdgeProps,
): { readonly api: IHttpApi & HttpApi; readonly authorizer: (scope: Construct) => IHttpRouteAuthorizer } => {
  // No CORS: agencies call from their own systems, never from a page in a browser
  const api = new HttpApi(scope, "Api", {
    apiName: "trygt",
    description: "The HTTP API of Trygt",
    createDefaultStage: false,
  });
  new HttpStage(scope, "Stage", {
    httpApi: api,
    stageName: "$default",
    autoDeploy: true,
    throttle: { rateLimit: 200, burstLimit: 400 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(logGroup(scope, "ApiLog", "edge/gateway", key)),
      format: AccessLogFormat.custom(JSON.stringify(accessLogFormat)),
    },
  });
  const { authorizerId } = new HttpAuthorizer(scope, "Authorizer", {
    httpApi: api,
    type: HttpAuthorizerType.JWT,
    authorizerName: "staff",
    identitySource: ["$request.header.Authorization"],
    jwtIssuer: issuer,
    jwtAudience: [audience],
  });
  const authorizer = (at: Construct): IHttpRouteAuthorizer =>
    HttpAuthorizer.fromHttpAuthorizerAttributes(at, "StaffAuthorizer", { authorizerId, authorizerType: "JWT" });

  const unmatched = lambdaFunction(scope, "Edge", {
    code,
    name: "edge",
    service: "edge",
    purpose: "Answers what no service answers: 405 for another method, 404 for the rest",
    seconds: 5,
    megabytes: 256,
    environment: {},
    may: [],
    key,
  });
  new HttpRoute(scope, "Unmatched", {
    httpApi: api,
    routeKey: HttpRouteKey.DEFAULT,
    integration: new HttpLambdaIntegration("Integration", unmatched),
    authorizer: authorizer(scope),
  });
  return { api, authorizer };
};

import { catalogue } from "@trygt/contracts/catalogue";
import type { IHttpApi, IHttpRouteAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import { Archive, EventBus, type IEventBus, Match } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { edge } from "./edge.ts";
import { logGroupPrefix } from "./function.ts";
import { schemas } from "./schemas.ts";
import type { StageConfig } from "./stages.ts";

export type FoundationProps = StackProps & {
  readonly config: StageConfig;
  /** Folder with the bundle of the `edge` function. */
  readonly code: string;
};

/** What all services of a stage stand on: the key, the bus with its archive, the HTTP API with its token check, the schema registry. */
export class Foundation extends Stack {
  /** Encrypts tables and logs. */
  readonly key: Key;
  readonly bus: IEventBus;
  readonly api: IHttpApi;
  /** The token check, for routes of another stack. */
  readonly authorizer: (scope: Construct) => IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, { config, code, ...props }: FoundationProps) {
    super(scope, id, { description: "What the services of Trygt stand on", ...props });
    this.key = dataKey(this);
    this.bus = bus(this);
    schemas(this, catalogue);
    const { api, authorizer } = edge(this, { code, key: this.key, issuer: config.issuer, audience: config.audience });
    this.api = api;
    this.authorizer = authorizer;
    new CfnOutput(this, "ApiUrl", { value: api.apiEndpoint, description: "Where the agencies call Trygt" });
  }
}

const dataKey = (stack: Stack): Key => {
  const key = new Key(stack, "Key", {
    description: "Encrypts the tables and logs of Trygt",
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN,
  });
  key.addAlias("alias/trygt");
  // CloudWatch Logs encrypts in its own name, so the key must trust it: for our log groups only
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      resources: ["*"],
      conditions: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": `arn:${stack.partition}:logs:${stack.region}:${stack.account}:log-group:${logGroupPrefix}*`,
        },
      },
    }),
  );
  return key;
};

// No customer-managed key here: events carry no personal data (a contract test keeps that), and schema discovery needs none
const bus = (stack: Stack): EventBus => {
  const events = new EventBus(stack, "Bus", {
    eventBusName: "trygt",
    description: "What the services of Trygt announce",
  });
  new Archive(stack, "Archive", {
    sourceEventBus: events,
    description: "Every event of the last 35 days, for replay after an outage",
    eventPattern: { source: Match.prefix("trygt.") },
    // No longer than the tables can be restored (T11)
    retention: Duration.days(35),
  });
  return events;
};

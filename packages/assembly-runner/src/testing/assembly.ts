import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "../json.ts";

/** Resources of a template by logical id. */
export type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties?: JsonObject }>>;

/** A fresh folder for a test. */
export const freshFolder = (): string => mkdtempSync(join(tmpdir(), "assembly-runner-"));

/**
 * Writes a cloud assembly of one stack, as CDK would: manifest, template, asset manifest and one asset folder for each function.
 * `code` gives the CommonJS text of each function by logical id. Answers the folder.
 */
export const writeAssembly = (
  resources: Resources,
  code: Readonly<Record<string, string>>,
  folder = freshFolder(),
): string => {
  const assets = Object.entries(code).map(([name, text]) => {
    mkdirSync(join(folder, `asset.${name}`), { recursive: true });
    writeFileSync(join(folder, `asset.${name}`, "index.js"), text);
    return [
      name,
      {
        source: { path: `asset.${name}`, packaging: "zip" },
        destinations: { here: { bucketName: "b", objectKey: `${name}.zip` } },
      },
    ];
  });
  const write = (file: string, value: unknown) => writeFileSync(join(folder, file), JSON.stringify(value, null, 2));
  write("Test.template.json", { Resources: resources });
  write("Test.assets.json", { version: "1", files: Object.fromEntries(assets) });
  write("manifest.json", {
    version: "1",
    artifacts: {
      "Test.assets": { type: "cdk:asset-manifest", properties: { file: "Test.assets.json" } },
      Test: {
        type: "aws:cloudformation:stack",
        environment: "aws://unknown-account/unknown-region",
        properties: { templateFile: "Test.template.json", stackName: "Test" },
      },
    },
  });
  return folder;
};

/** A Lambda function of the written assembly. */
export const lambda = (name: string, variables: JsonObject = {}, more: JsonObject = {}): Resources[string] => ({
  Type: "AWS::Lambda::Function",
  Properties: {
    Code: { S3Bucket: "assets", S3Key: `${name}.zip` },
    Handler: "index.handler",
    Runtime: "nodejs24.x",
    Timeout: 10,
    MemorySize: 256,
    Environment: { Variables: variables },
    ...more,
  },
});

/** A route of the written assembly with its integration; `jwt` puts it behind the authorizer. */
export const route = (id: string, key: string, functionId: string, jwt: boolean): Resources => ({
  [`${id}Integration`]: {
    Type: "AWS::ApiGatewayV2::Integration",
    Properties: {
      ApiId: { Ref: "Api" },
      IntegrationType: "AWS_PROXY",
      IntegrationUri: { "Fn::GetAtt": [functionId, "Arn"] },
      PayloadFormatVersion: "2.0",
    },
  },
  [id]: {
    Type: "AWS::ApiGatewayV2::Route",
    Properties: {
      ApiId: { Ref: "Api" },
      RouteKey: key,
      Target: { "Fn::Join": ["", ["integrations/", { Ref: `${id}Integration` }]] },
      ...(jwt ? { AuthorizationType: "JWT", AuthorizerId: { Ref: "Authorizer" } } : { AuthorizationType: "NONE" }),
    },
  },
});

/** The issuer and the audience that the written assembly's JWT authorizer names. */
export const testIssuer = "https://login.example";
export const testAudience = "staff";

/** The HTTP API of the written assembly with its JWT authorizer. */
export const api: Resources = {
  Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "Api", ProtocolType: "HTTP" } },
  Default: {
    Type: "AWS::ApiGatewayV2::Stage",
    Properties: { ApiId: { Ref: "Api" }, StageName: "$default", AutoDeploy: true },
  },
  Authorizer: {
    Type: "AWS::ApiGatewayV2::Authorizer",
    Properties: {
      ApiId: { Ref: "Api" },
      Name: "Staff",
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: { Issuer: testIssuer, Audience: [testAudience] },
    },
  },
};

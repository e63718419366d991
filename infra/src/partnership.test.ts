import { Socket } from "node:net";
import type { Operation } from "@trygt/contracts";
import { catalogue } from "@trygt/contracts/catalogue";
import { keepsRecords } from "@trygt/service-kit";
import { beforeAll, describe, expect, it } from "vitest";
import { services } from "./partnership.ts";
import { stages } from "./stages.ts";
import { actionsOn, findingsIn, ofKind, permissionsOf, type Resources, stacksOf, synthesized } from "./testing.ts";

const connected: unknown[] = [];
let assembly: ReturnType<typeof synthesized>;
let test: Readonly<Record<string, Resources>>;
let production: Readonly<Record<string, Resources>>;
let foundation: Resources;
let pipeline: Resources;

beforeAll(() => {
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function (this: Socket, ...to: unknown[]) {
    connected.push(to);
    return this;
  } as typeof connect;
  try {
    assembly = synthesized();
  } finally {
    Socket.prototype.connect = connect;
  }
  test = stacksOf(assembly, "Trygt-Test");
  production = stacksOf(assembly, "Trygt-Production");
  foundation = test["Foundation"] ?? {};
  pipeline = assembly.getStackByName("Trygt-Pipeline").template.Resources;
});

const routesOf = (stage: Readonly<Record<string, Resources>>) =>
  Object.values(stage).flatMap((resources) =>
    ofKind(resources, "AWS::ApiGatewayV2::Route").map(([, { Properties }]) => Properties),
  );
const only = (resources: Resources, kind: string) => {
  const [first, ...rest] = ofKind(resources, kind);
  if (first === undefined || rest.length > 0) throw new Error(`Not exactly one ${kind}`);
  return first[1];
};

describe("the edge", () => {
  it("every operation of every contract has one route, a GET a HEAD beside it, and besides there is only the default", () => {
    const operations = catalogue.flatMap((service) =>
      Object.values(service.operations).flatMap(({ route }: Operation) =>
        route.startsWith("GET ") ? [route, route.replace("GET", "HEAD")] : [route],
      ),
    );
    expect(
      routesOf(test)
        .map(({ RouteKey }) => RouteKey)
        .sort(),
    ).toEqual([...operations, "$default"].sort());
  });

  it("no route answers without a token", () => {
    for (const stage of [test, production])
      for (const { AuthorizationType, AuthorizerId } of routesOf(stage))
        expect({ AuthorizationType, AuthorizerId }).toEqual({
          AuthorizationType: "JWT",
          AuthorizerId: expect.anything(),
        });
  });

  it("a token counts when the stage's own issuer made it for Trygt", () => {
    for (const [stage, { issuer, audience }] of [
      [test, stages.Test],
      [production, stages.Production],
    ] as const)
      expect(only(stage["Foundation"] ?? {}, "AWS::ApiGatewayV2::Authorizer").Properties).toMatchObject({
        AuthorizerType: "JWT",
        IdentitySource: ["$request.header.Authorization"],
        JwtConfiguration: { Audience: [audience], Issuer: issuer },
      });
  });

  it("takes only so many requests, and is called from no web page", () => {
    expect(only(foundation, "AWS::ApiGatewayV2::Stage").Properties["DefaultRouteSettings"]).toEqual({
      ThrottlingBurstLimit: 400,
      ThrottlingRateLimit: 200,
    });
    expect(only(foundation, "AWS::ApiGatewayV2::Api").Properties["CorsConfiguration"]).toBeUndefined();
  });

  it("its log names no path, query, address, user or token", () => {
    const { Format } = only(foundation, "AWS::ApiGatewayV2::Stage").Properties["AccessLogSettings"];
    expect(
      JSON.stringify(Format)
        .match(/\$context\.[A-Za-z.]+/g)
        ?.sort(),
    ).toEqual([
      "$context.error.responseType",
      "$context.integrationLatency",
      "$context.requestId",
      "$context.requestTimeEpoch",
      "$context.responseLatency",
      "$context.routeKey",
      "$context.status",
    ]);
  });
});

describe("the foundation", () => {
  it("its key rotates, cannot be lost by deleting the stack, and trusts only our own logs", () => {
    const { Properties, DeletionPolicy } = only(foundation, "AWS::KMS::Key");
    expect(DeletionPolicy).toBe("Retain");
    expect(Properties["EnableKeyRotation"]).toBe(true);
    const forLogs = Properties["KeyPolicy"].Statement.filter(
      ({ Principal }: { Principal: { Service?: string } }) => Principal.Service,
    );
    expect(forLogs).toHaveLength(1);
    expect(forLogs[0].Condition).toEqual({
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-north-1:222222222222:log-group:/trygt/*" },
    });
  });

  it("every log group of the stage has a name that the key trusts", () => {
    const names = Object.values(test).flatMap((resources) =>
      ofKind(resources, "AWS::Logs::LogGroup").map(([, { Properties }]) => Properties["LogGroupName"]),
    );
    const ofServices = services.flatMap(({ api, records, clock, subscriber, desk, readsAccessLogs }) =>
      [
        "api",
        "log-watch",
        ...(clock === undefined ? [] : ["clock"]),
        ...(keepsRecords(records) ? ["relay"] : []),
        ...(subscriber === undefined ? [] : ["subscriber"]),
        ...(desk === undefined ? [] : ["desk"]),
        ...(readsAccessLogs ? ["log-reader"] : []),
      ].map((name) => `/trygt/${api.contract.name}/${name}`),
    );
    expect(names.sort()).toEqual(["/trygt/edge/edge", "/trygt/edge/gateway", ...ofServices].sort());
  });

  it("the archive forgets no later than the tables can be restored", () => {
    expect(only(foundation, "AWS::Events::Archive").Properties).toMatchObject({
      RetentionDays: 35,
      EventPattern: { source: [{ prefix: "trygt." }] },
    });
  });

  it("every event of every contract stands in the registry, with all that the bus delivers of it", () => {
    const events = catalogue.flatMap((service) => Object.values(service.events));
    const written = ofKind(foundation, "AWS::EventSchemas::Schema").map(([, { Properties }]) => Properties);
    expect(written.map(({ SchemaName }) => SchemaName)).toEqual([...new Set(events.map(({ name }) => name))]);
    for (const { Content, Type } of written) {
      const schema = JSON.parse(Content);
      expect(Type).toBe("JSONSchemaDraft4");
      expect(schema.$schema).toBe("http://json-schema.org/draft-04/schema#");
      expect(schema.properties.detail.required).toEqual(["meta", "data"]);
      // Open, so that whoever reads it outlives a field that comes later
      expect(Content).not.toContain("additionalProperties");
    }
  });
});

describe("a stage", () => {
  it("has no identity with a wildcard action or resource", () => {
    for (const resources of Object.values({ ...test, ...production }))
      expect(
        permissionsOf(resources, "").filter(({ actions, on }) =>
          [...actions, ...on].some((part) => part.includes("*")),
        ),
      ).toEqual([]);
  });

  it("has no function whose log is kept for ever or in the open", () => {
    for (const resources of Object.values(test))
      for (const [, { Properties }] of ofKind(resources, "AWS::Lambda::Function"))
        expect(resources[Properties["LoggingConfig"].LogGroup.Ref]?.Properties).toMatchObject({
          RetentionInDays: 90,
          KmsKeyId: expect.anything(),
        });
  });

  it("stands in an account of its own", () => {
    const accounts = ["Trygt-Test", "Trygt-Production"].map((stage) => [
      ...new Set(assembly.getNestedAssembly(`assembly-${stage}`).stacks.map(({ environment }) => environment.account)),
    ]);
    expect(accounts).toEqual([["222222222222"], ["333333333333"]]);
  });

  it("names the impact assessment that covers it, and production has none until somebody writes it down (D19)", () => {
    const assessmentOf = (stage: Readonly<Record<string, Resources>>) =>
      ofKind(stage["Visits"] ?? {}, "AWS::Lambda::Function")
        .filter(([id]) => id.startsWith("Api"))
        .map(([, { Properties }]) => Properties["Environment"].Variables.IMPACT_ASSESSMENT);
    expect(assessmentOf(test)).toEqual(["invented-people-only"]);
    expect(assessmentOf(production)).toEqual([stages.Production.impactAssessment]);
  });
});

describe("the disclosure desk of a stage", () => {
  const stackOf = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const [owner] = services.filter(({ desk }) => desk !== undefined).map(({ api }) => stackOf(api.contract.name));

  it("stands in one service, and may be asked by the functions that have it as a port", () => {
    const desks = Object.entries(test).flatMap(([stack, resources]) =>
      ofKind(resources, "AWS::Lambda::Function").flatMap(([id]) => (id.startsWith("Desk") ? [{ stack, id }] : [])),
    );
    expect(desks.map(({ stack }) => stack)).toEqual([owner]);
    const askers = Object.entries(test).flatMap(([stack, resources]) =>
      ["Api", "Desk", "Subscriber", "Relay", "Clock"]
        .filter((name) => actionsOn(resources, `${name}Role`, `DeskDoor${stack}`).includes("lambda:InvokeFunction"))
        .map((name) => `${stack} ${name}`),
    );
    const declared = services.flatMap(({ api, subscriber }) =>
      Object.entries({ Api: api, Subscriber: subscriber }).flatMap(([name, definition]) =>
        Object.values(definition?.ports ?? {}).some(({ behind }) => behind === "disclosure-desk")
          ? [`${stackOf(api.contract.name)} ${name}`]
          : [],
      ),
    );
    expect(askers.sort()).toEqual(declared.sort());
    expect(askers).toContain("Visits Api");
  });

  it("is deployed before the services that use it", () => {
    const { stacks } = assembly.getNestedAssembly("assembly-Trygt-Test");
    const others = services.filter(({ api, desk }) => desk === undefined && "desk" in api.ports);
    expect(others.length).toBeGreaterThan(0);
    for (const { api } of others) {
      const stack = stacks.find(({ stackName }) => stackName === `Trygt-Test-${stackOf(api.contract.name)}`);
      expect(stack?.dependencies.map(({ id }) => id)).toContainEqual(expect.stringContaining(String(owner)));
    }
  });
});

describe("the pipeline", () => {
  it("renews itself, deploys to test, asks a person, and only then deploys to production", () => {
    const names = only(pipeline, "AWS::CodePipeline::Pipeline").Properties["Stages"].map(
      ({ Name }: { Name: string }) => Name,
    );
    expect(names).toEqual(["Source", "Build", "UpdatePipeline", "Assets", "Trygt-Test", "Trygt-Production"]);
    const actions = only(pipeline, "AWS::CodePipeline::Pipeline").Properties["Stages"].at(-1).Actions;
    const approval = actions.find(({ ActionTypeId }: (typeof actions)[0]) => ActionTypeId.Category === "Approval");
    const others = actions.filter((action: (typeof actions)[0]) => action !== approval);
    expect(approval.Configuration.CustomData).toContain("Impact assessment");
    for (const { RunOrder } of others) expect(RunOrder).toBeGreaterThan(approval.RunOrder);
  });

  it("bundles what it synthesizes, from a clean install", () => {
    const specs = ofKind(pipeline, "AWS::CodeBuild::Project").map(([, { Properties }]) =>
      JSON.stringify(Properties["Source"].BuildSpec),
    );
    const commands = ["npm ci", "npm run bundle", "npm run synth"];
    expect(specs.filter((spec) => commands.every((command) => spec.includes(command)))).toHaveLength(1);
  });
});

describe("synthesis", () => {
  it("connects to nothing", () => {
    expect(connected).toEqual([]);
  });

  it("the rules of AwsSolutions find nothing that is not exempted with a reason", () => {
    expect(findingsIn(assembly.directory)).toEqual([]);
  });

  it("gives the same templates again", () => {
    const again = stacksOf(synthesized(), "Trygt-Test");
    expect(JSON.stringify(again)).toBe(JSON.stringify(test));
  });
});

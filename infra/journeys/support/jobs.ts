import { inboxOperations } from "@trygt/contracts/desk";
import { sourcesOf } from "../../src/service/relay.ts";
import { jobs } from "../second-service/jobs/service.ts";

type Properties = Readonly<Record<string, unknown>>;
export type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties: Properties }>>;

/** The functions of the claimant that are bundled from the test's own code; its relay is the one of visits. */
export const jobsFunctions = ["api", "subscriber", "clock", "visitor"] as const;

/**
 * A service of the job centre on the plan of visits: the same tables, functions, queues, relay and clock, with an inbox at the desk and
 * nothing else; and a door of its own to the desk, `POST /desk`, for those who come there without a service.
 */
export const jobsService = (visits: Resources): Resources => {
  const kept = Object.entries(visits).filter(([, { Type, Properties }]) => {
    if (Type === "AWS::ApiGatewayV2::Route") return false;
    return Type !== "AWS::Events::Rule" || concernsInbox(JSON.stringify(Properties["EventPattern"]));
  });
  const copied = Object.fromEntries(kept.map(([id, resource]) => [id, copyOf(id, resource)]));
  const [integrationId = "", integration] =
    kept.find(([, { Type }]) => Type === "AWS::ApiGatewayV2::Integration") ?? [];
  const route = Object.values(visits).find(({ Type }) => Type === "AWS::ApiGatewayV2::Route");
  const api = Object.values(copied).find(
    ({ Type, Properties }) => Type === "AWS::Lambda::Function" && keyOf(Properties) === "jobs-api.zip",
  );
  if (integration === undefined || route === undefined || api === undefined)
    throw new Error("The template of visits has no API");
  const routeTo = (RouteKey: string, target: string, more: Properties) => ({
    Type: "AWS::ApiGatewayV2::Route",
    Properties: {
      ...route.Properties,
      ...more,
      RouteKey,
      Target: { "Fn::Join": ["", ["integrations/", { Ref: target }]] },
    },
  });
  const inbox = Object.values(inboxOperations("jobs", ["employment_adviser"])).map(({ route: key }, nth) => [
    `Route${nth}`,
    routeTo(key, integrationId, {}),
  ]);
  return {
    ...copied,
    ...Object.fromEntries(inbox),
    Visitor: { ...api, Properties: { ...api.Properties, Code: codeOf("visitor") } },
    VisitorIntegration: {
      ...integration,
      Properties: { ...integration.Properties, IntegrationUri: { "Fn::GetAtt": ["Visitor", "Arn"] } },
    },
    DeskRoute: routeTo("POST /desk", "VisitorIntegration", { AuthorizationType: "NONE", AuthorizerId: undefined }),
  };
};

const concernsInbox = (pattern: string): boolean => /disclosure-(offered|recalled|corrected)/.test(pattern);

const codeOf = (name: string) => ({ S3Bucket: "assets", S3Key: `jobs-${name}.zip` });
const keyOf = ({ Code }: Properties) => (Code as { readonly S3Key: string }).S3Key;

const copyOf = (id: string, resource: Resources[string]): Resources[string] => {
  switch (resource.Type) {
    case "AWS::Lambda::Function":
      return asJobs(id, resource);
    case "AWS::Events::Rule":
      return { ...resource, Properties: { ...resource.Properties, EventPattern: forJobs(resource.Properties) } };
    default:
      return resource;
  }
};

// Its own kind of offer
const forJobs = ({ EventPattern }: Properties): unknown =>
  JSON.parse(JSON.stringify(EventPattern).replace(/"kind":\[[^\]]*\]/, '"kind":["job-referral"]'));

const asJobs = (id: string, { Type, Properties }: Resources[string]) => {
  const own = jobsFunctions.find((name) => id.toLowerCase().startsWith(name));
  const { Variables } = Properties["Environment"] as { readonly Variables: Properties };
  return {
    Type,
    Properties: {
      ...Properties,
      Environment: { Variables: { ...Variables, ...asOfJobs(Variables) } },
      ...(own === undefined ? {} : { Code: codeOf(own) }),
    },
  };
};

// Its own door at the desk, and the events of its own contract
const asOfJobs = ({ DESK_FUNCTION_NAME: door, EVENT_SOURCES }: Properties): Properties => ({
  ...(door === undefined ? {} : { DESK_FUNCTION_NAME: withAlias(door, "jobs") }),
  ...(EVENT_SOURCES === undefined ? {} : { SERVICE: "jobs", EVENT_SOURCES: JSON.stringify(sourcesOf(jobs)) }),
});

// arn:aws:lambda:<region>:<account>:function:<name>:<alias>
const withAlias = (arn: unknown, alias: string) => ({
  "Fn::Join": [
    ":",
    [...Array.from({ length: 7 }, (_, part) => ({ "Fn::Select": [part, { "Fn::Split": [":", arn] }] })), alias],
  ],
});

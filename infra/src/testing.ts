import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as exchange from "@trygt/exchange/service";
import type { ServiceDefinition } from "@trygt/service-kit";
import * as visits from "@trygt/visits/service";
import { App, Validations } from "aws-cdk-lib/core";
import { AwsSolutionsChecks } from "cdk-nag";
import { exempt } from "./exemptions.ts";
import { Foundation } from "./foundation.ts";
import { PartnershipService, type PartnershipServiceProps } from "./partnership-service.ts";
import { stages } from "./stages.ts";
import { synthesize } from "./synthesize.ts";

/** A resource of a template, as loose as CloudFormation's JSON is. */
export type Resource = {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is JSON of a hundred shapes, and a wrong one fails the test
  readonly Properties: Readonly<Record<string, any>>;
};

/** The resources of one template, by logical id. */
export type Resources = Readonly<Record<string, Resource>>;

/** Bundles that a template can be made with: one small file for each function. */
export const smallBundles = (): ((workspace: string) => string) => {
  const root = mkdtempSync(join(tmpdir(), "trygt-bundles-"));
  return (workspace) => {
    for (const name of ["api", "desk", "subscriber", "relay", "clock", "edge", "log-reader", "log-watch"]) {
      mkdirSync(join(root, workspace, name), { recursive: true });
      writeFileSync(join(root, workspace, name, "index.js"), `exports.handler = async () => "${workspace}/${name}";\n`);
    }
    return join(root, workspace);
  };
};

/** Synthesizes the whole app into a folder of its own. */
export const synthesized = (bundles = smallBundles()) =>
  synthesize(mkdtempSync(join(tmpdir(), "trygt-assembly-")), bundles);

/** The resources of every stack of a stage, by the name that ends the stack's (`Foundation`, `Visits`). */
export const stacksOf = (
  assembly: ReturnType<typeof synthesized>,
  stage: string,
): Readonly<Record<string, Resources>> =>
  Object.fromEntries(
    assembly
      .getNestedAssembly(`assembly-${stage}`)
      .stacks.map(({ stackName, template }) => [stackName.replace(`${stage}-`, ""), template.Resources]),
  );

/** The resources of a kind. */
export const ofKind = (resources: Resources, kind: string): [string, Resource][] =>
  Object.entries(resources).filter(([, { Type }]) => Type === kind);

/** One statement of a policy, its actions and resources as lists. */
export type Statement = {
  readonly actions: readonly string[];
  readonly on: readonly string[];
  readonly condition: unknown;
};

/** All that the role of a function may do. Resources are written as JSON, so that a wildcard in any part shows. */
export const permissionsOf = (resources: Resources, role: string): Statement[] =>
  ofKind(resources, "AWS::IAM::Role")
    .filter(([id]) => id.startsWith(role))
    .flatMap(([, { Properties }]) => Properties["Policies"] ?? [])
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map(({ Action, Resource, Condition }) => ({
      actions: [Action].flat(),
      on: [Resource].flat().map((resource) => JSON.stringify(resource)),
      condition: Condition,
    }));

/** What the checks have found in an assembly. */
export const findingsIn = (directory: string): string[] =>
  JSON.parse(readFileSync(join(directory, "validation-report.json"), "utf8")).pluginReports.flatMap(
    ({ violations = [] }: { violations?: { ruleName: string }[] }) => violations.map(({ ruleName }) => ruleName),
  );

/** Visits, and the same with the disclosure desk in it. */
const plain: ServiceDefinition = visits;
const withDesk: ServiceDefinition = { ...visits, desk: exchange.desk };

/** The foundation of a test stage and, beside one another, services on it. */
const services = () => {
  const outdir = mkdtempSync(join(tmpdir(), "trygt-service-"));
  const app = new App({ outdir });
  const bundles = smallBundles();
  const env = { account: "222222222222", region: "eu-north-1" };
  const foundation = new Foundation(app, "Foundation", { env, config: stages.Test, code: bundles("infra") });
  const add = (id: string, more: Partial<PartnershipServiceProps>) =>
    new PartnershipService(app, id, {
      env,
      service: plain,
      code: bundles("services/visits"),
      foundation,
      config: { ...stages.Test, policy: { visits: { screeningDays: 5 }, jobs: { other: true } } },
      ...more,
    });
  const synth = () => {
    exempt({ pipeline: foundation, app });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const assembly = app.synth();
    const resources = (id: string): Resources => assembly.getStackByName(id).template.Resources;
    return { resources, findings: findingsIn(outdir) };
  };
  return { add, synth };
};

/** A service with all its parts, the disclosure desk among them, and what the checks find in it. */
export const wholeService = (): { readonly service: Resources; readonly findings: readonly string[] } => {
  const { add, synth } = services();
  add("Service", { service: withDesk });
  const { resources, findings } = synth();
  return { service: resources("Service"), findings };
};

/** Two services: one with the desk, and one that asks it. */
export const servicesAroundADesk = (): Readonly<Record<"with" | "asks", Resources>> => {
  const { add, synth } = services();
  const { desk } = add("With", { service: withDesk });
  add("Asks", { desk });
  const { resources } = synth();
  return { with: resources("With"), asks: resources("Asks") };
};

/** Synthesizes a service that asks the disclosure desk, on a stage that has none. */
export const withoutADesk = () => services().add("Without", {});

/** The resource whose id in the source is `id`. Throws when there is none. */
export const named = (resources: Resources, kind: string, id: string) => {
  const found = ofKind(resources, kind).find(([logicalId]) => logicalId.replace(/[0-9A-F]{8}$/, "") === id);
  if (found === undefined) throw new Error(`No ${kind} called ${id}`);
  return { id: found[0], ...found[1] };
};

/** What a role may do with a resource, by a part of how the resource is written. */
export const actionsOn = (resources: Resources, role: string, resource: string): string[] =>
  permissionsOf(resources, role)
    .filter(({ on }) => on.some((one) => one.includes(resource)))
    .flatMap(({ actions }) => actions)
    .sort();

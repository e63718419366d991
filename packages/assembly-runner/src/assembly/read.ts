import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { asObject, asText, type JsonObject } from "../json.ts";
import { invalidAssembly, startRefusal } from "../start-refusal.ts";

/** One resource of a template as written there, with its intrinsics unresolved. */
export type TemplateResource = {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly Condition?: string;
};

/** The parts of a CloudFormation template that the runner reads. */
export type Template = {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: JsonObject;
  readonly Conditions?: JsonObject;
  readonly Mappings?: JsonObject;
  readonly Outputs?: JsonObject;
};

/** One stack: its template, and the asset folders by S3 key. `account` and `region` are made up when the assembly leaves them open. */
export type Stack = {
  readonly name: string;
  readonly templateFile: string;
  readonly account: string;
  readonly region: string;
  readonly template: Template;
  readonly assets: ReadonlyMap<string, string>;
};

const readJson = (file: string): JsonObject => {
  try {
    return asObject(JSON.parse(readFileSync(file, "utf8"))) ?? {};
  } catch (error) {
    throw invalidAssembly(`the assembly file ${file} cannot be read as JSON (${(error as Error).message}).`);
  }
};

const assetsOf = (manifestFile: string): [string, string][] =>
  Object.values(asObject(readJson(manifestFile)["files"]) ?? {}).flatMap((asset) => {
    const path = asText(asObject(asObject(asset)?.["source"])?.["path"]);
    const destinations = Object.values(asObject(asObject(asset)?.["destinations"]) ?? {});
    return destinations.flatMap((targetOf): [string, string][] => {
      const key = asText(asObject(targetOf)?.["objectKey"]);
      return path === undefined || key === undefined ? [] : [[key, resolve(dirname(manifestFile), path)]];
    });
  });

/**
 * Reads the stacks of one Stage from a CDK cloud assembly folder: manifest, templates and asset manifests.
 * Refuses a folder without `manifest.json` or without stacks.
 */
export const readAssembly = (directory: string): readonly Stack[] => {
  const manifestFile = join(directory, "manifest.json");
  if (!existsSync(manifestFile)) {
    throw startRefusal({ code: "assembly-missing", folder: directory });
  }
  const artifacts = Object.values(asObject(readJson(manifestFile)["artifacts"]) ?? {}).map((a) => asObject(a) ?? {});
  const fileOf = (artifact: JsonObject, property: string) =>
    join(directory, asText(asObject(artifact["properties"])?.[property]) ?? "");
  const assets = new Map(
    artifacts.filter((a) => a["type"] === "cdk:asset-manifest").flatMap((a) => assetsOf(fileOf(a, "file"))),
  );
  const stacks = artifacts
    .filter((artifact) => artifact["type"] === "aws:cloudformation:stack")
    .map((artifact): Stack => {
      const templateFile = fileOf(artifact, "templateFile");
      const template = readJson(templateFile);
      const [account, region] = (asText(artifact["environment"]) ?? "").replace("aws://", "").split("/");
      return {
        name: asText(asObject(artifact["properties"])?.["stackName"]) ?? asText(artifact["displayName"]) ?? "Stack",
        templateFile,
        account: account === undefined || !/^\d{12}$/.test(account) ? "000000000000" : account,
        region: region === undefined || !/^[a-z]{2}-/.test(region) ? "eu-north-1" : region,
        template: { ...template, Resources: (template["Resources"] ?? {}) as Template["Resources"] },
        assets,
      };
    });
  if (stacks.length === 0)
    throw invalidAssembly(`the assembly in ${directory} has no stacks. Name the folder of one Stage.`);
  return stacks;
};

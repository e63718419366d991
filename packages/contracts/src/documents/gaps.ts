import { catalogue } from "../catalogue.ts";
import type { Operation } from "../operation.ts";
import { asyncapi } from "./asyncapi.ts";
import { everySchema } from "./every-schema.ts";
import { type JsonSchema, jsonSchema } from "./json-schema.ts";
import { type OpenApi, openapi } from "./openapi.ts";

/** What the documents do not say though a reader needs it, as places in them. All lists are empty when the contracts speak. */
export type Gaps = {
  /** Fields of bodies, replies and events, parameters and headers without a description. */
  readonly descriptions: readonly string[];
  /** Fields of requests whose form nobody could guess, without an example. */
  readonly examples: readonly string[];
  /** Operations that do not tell in a few sentences who calls them when, and what happens next. */
  readonly stories: readonly string[];
  /** Operations that answer 201 without saying where what came to be is found. */
  readonly locations: readonly string[];
};

/** Finds what the contracts leave unsaid. */
export const gaps = (): Gaps => {
  const http = openapi();
  return {
    descriptions: [
      ...undescribedParameters(http),
      ...Object.entries({ ...http.components["schemas"], ...asyncapi().components.schemas }).flatMap(([name, schema]) =>
        undescribedFields(name, schema as JsonSchema),
      ),
    ],
    examples: operations.flatMap(({ name, params, query, body }) =>
      Object.entries({ path: params, query, body }).flatMap(([place, schema]) =>
        schema === undefined ? [] : unshown(jsonSchema(schema, "input"), `${name} ${place}`),
      ),
    ),
    stories: operations.filter(({ description }) => sentences(description) < 2).map(({ name }) => name),
    locations: operations.filter(lacksLocation).map(({ name }) => name),
  };
};

const operations: readonly Operation[] = catalogue.flatMap((service) => Object.values(service.operations));

const undescribedFields = (component: string, schema: JsonSchema): string[] => {
  // Branches of a union stand at the path of the union, which comes first and speaks for them
  const outermost = new Map<string, JsonSchema>();
  for (const { path, schema: found } of everySchema(schema)) if (!outermost.has(path)) outermost.set(path, found);
  return [...outermost]
    .filter(([path, { description }]) => path !== "" && !path.endsWith("/[]") && !description)
    .map(([path]) => `${component}${path}`);
};

const undescribedParameters = ({ paths, components }: OpenApi): string[] => {
  const ofPaths = Object.values(paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ operationId, parameters }) =>
      parameters.flatMap((parameter) =>
        "name" in parameter && !parameter.description ? [`${operationId} ${parameter.in} ${parameter.name}`] : [],
      ),
    ),
  );
  const standing = Object.entries({ ...components["parameters"], ...components["headers"] });
  return [
    ...ofPaths,
    ...standing.filter(([, header]) => !(header as { description?: string }).description).map(([name]) => name),
  ];
};

/** Fields that a caller copies from an answer and never writes. */
const copied = new Set(["cursor", "extends"]);

/** Texts in a schema without an example of their own or of what they stand in. */
const unshown = (schema: JsonSchema, path: string, name = ""): string[] => {
  if (schema.examples?.length || schema.enum || schema.const !== undefined || copied.has(name)) return [];
  if (schema.type === "string") return [path];
  const parts: [string, JsonSchema | boolean | undefined][] = [
    ...Object.entries(schema.properties ?? {}),
    ...[schema.items, schema.prefixItems].flat().map((item): [string, typeof item] => ["[]", item]),
  ];
  return [
    ...parts.flatMap(([key, part]) => (typeof part === "object" ? unshown(part, `${path}/${key}`, key) : [])),
    ...[schema.anyOf, schema.oneOf].flat().flatMap((branch) => (branch === undefined ? [] : unshown(branch, path))),
  ];
};

const sentences = (description = ""): number => description.match(/\S[.!?](?=\s|$)/g)?.length ?? 0;

const lacksLocation = ({ status, location, reply, params }: Operation): boolean => {
  if (status !== 201) return false;
  const given = [reply, params].flatMap((schema) => (schema ? (jsonSchema(schema, "output").required ?? []) : []));
  const named = [...(location ?? "").matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  return location === undefined || !named.every((name) => given.includes(name));
};

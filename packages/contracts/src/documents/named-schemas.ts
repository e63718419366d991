import { catalogue } from "../catalogue.ts";
import type { Operation } from "../operation.ts";
import { branchesOf, tagsOf } from "./examples.ts";
import { type JsonSchema, jsonSchema } from "./json-schema.ts";

/** The schemas that a document names, by their names. */
export type NamedSchemas = Map<string, JsonSchema>;

/** A reference to a named schema of the same document. */
export const schemaRef = (name: string): { readonly $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** The name of an operation's `Body` or `Reply`, `RegisterConcernBody`; the service goes before a verb that several services have. */
export const partName = ({ name }: Operation, part: "Body" | "Reply"): string => {
  const [service = "", verb = ""] = name.split(".");
  return `${sharedVerbs.has(verb) ? pascal(service) : ""}${pascal(verb)}${part}`;
};

const verbs = catalogue.flatMap(({ operations }) => Object.values(operations).map(({ name }) => name.split(".")[1]));
const sharedVerbs = new Set(verbs.filter((verb, at) => verbs.indexOf(verb) !== at));

/** The bodies and replies of every operation, each under its name, and each branch of a union with a tag under its own, so that the discriminator can point at it. */
export const namedSchemas = (): NamedSchemas => {
  const named: NamedSchemas = new Map();
  for (const operation of catalogue.flatMap(({ operations }) => Object.values(operations))) {
    const { body, reply } = operation;
    if (body) add(named, partName(operation, "Body"), jsonSchema(body, "input"));
    add(named, partName(operation, "Reply"), jsonSchema(reply, "output"));
  }
  return named;
};

const add = (named: NamedSchemas, name: string, schema: JsonSchema): { readonly $ref: string } => {
  if (named.has(name)) throw new Error(`Two schemas would be called ${name}: rename an operation or a tag`);
  named.set(name, {});
  named.set(name, split(named, name, schema));
  return schemaRef(name);
};

/** The schema with a reference in the place of each branch that bears a tag, at every depth. */
const split = (named: NamedSchemas, name: string, schema: JsonSchema): JsonSchema => {
  const { discriminator, properties, items } = schema as JsonSchema & { discriminator?: { propertyName: string } };
  if (discriminator !== undefined) {
    const { propertyName } = discriminator;
    const branches = branchesOf(schema).map(({ branch }) => {
      const tags = tagsOf(branch, propertyName);
      return { tags, ref: add(named, `${name}${tags.map(pascal).join("Or")}`, branch) };
    });
    return {
      ...schema,
      oneOf: branches.map(({ ref }) => ref),
      discriminator: {
        propertyName,
        mapping: Object.fromEntries(branches.flatMap(({ tags, ref }) => tags.map((tag) => [tag, ref.$ref]))),
      },
    };
  }
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, field]) => [
          key,
          typeof field === "object" ? split(named, `${name}${pascal(key)}`, field) : field,
        ]),
      ),
    }),
    ...(typeof items === "object" && !Array.isArray(items) && { items: split(named, name, items) }),
  };
};

const pascal = (words: string): string =>
  words.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());

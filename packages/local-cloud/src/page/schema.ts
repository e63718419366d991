import type { OpenApi } from "@trygt/contracts/openapi";

/** A JSON Schema, as far as the API reference shows it. */
export type Schema = {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
};

/** A field of a body or an answer: `entries[].caseId` lies in every entry of a list. */
export type Field = {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
  readonly description: string;
};

type Resolve = (value: unknown) => unknown;

/** Puts what a reference of the document names in its place, at every depth; the schemas of the API make no circle. */
export const resolver = ({ components }: Pick<OpenApi, "components">): Resolve => {
  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== "object" || value === null) return value;
    if ("$ref" in value) {
      const [kind = "", name = ""] = String(value.$ref).split("/").slice(-2);
      return resolve(components[kind]?.[name]);
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  };
  return resolve;
};

const branchesOf = ({ anyOf, oneOf }: Schema): readonly Schema[] => anyOf ?? oneOf ?? [];

const typeOf = (schema: Schema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}`;
  const branches = branchesOf(schema);
  if (branches.length > 0) return [...new Set(branches.map(typeOf))].join(" | ");
  return schema.format ?? [schema.type ?? "any"].flat().join(" | ");
};

const distinct = (between: string, texts: readonly string[]): string =>
  [...new Set(texts)].filter((text) => text !== "").join(between);

/** The fields of all branches of a choice, each name once; one that not every branch needs is optional. */
const chosen = (branches: readonly (readonly Field[])[]): readonly Field[] =>
  [...Map.groupBy(branches.flat(), ({ name }) => name)].map(([name, same]) => ({
    name,
    type: distinct(
      " | ",
      same.map(({ type }) => type),
    ),
    isOptional: same.length < branches.length || same.some(({ isOptional }) => isOptional),
    description: distinct(
      " ",
      same.map(({ description }) => description),
    ),
  }));

/** The fields of a schema without references, those of inner objects after the object that they lie in, each name once. */
export const fieldsOf = (schema: Schema, within = ""): readonly Field[] => {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]): readonly Field[] => {
    const name = within === "" ? key : `${within}.${key}`;
    const isOptional = !(schema.required ?? []).includes(key);
    return [{ name, type: typeOf(inner), isOptional, description: inner.description ?? "" }, ...fieldsOf(inner, name)];
  });
  const inItems = schema.items === undefined ? [] : fieldsOf(schema.items, `${within}[]`);
  return [...own, ...inItems, ...chosen(branchesOf(schema).map((branch) => fieldsOf(branch, within)))];
};

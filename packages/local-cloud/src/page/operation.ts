/// <reference lib="dom" />
import type { OpenApi, Parameter, PathOperation } from "@trygt/contracts/openapi";
import { foldable, jsonBox, make } from "./dom.ts";
import { fieldsOf, resolver, type Schema } from "./schema.ts";
import { counted, roleNames } from "./words.ts";

/** An operation of the OpenAPI document with the method and the path that it answers. */
export type PlacedOperation = { readonly path: string; readonly method: string; readonly operation: PathOperation };

type Example = { readonly summary: string; readonly value: unknown };

const sentence = (text: string): readonly (Node | string)[] =>
  text.split("`").map((part, index) => (index % 2 === 0 ? part : make("code", {}, part)));

const described = (
  name: string,
  remark: string,
  description: string,
  values: readonly (Node | string)[] = [],
): HTMLElement =>
  make(
    "li",
    {},
    make("code", { class: "name" }, name),
    make("span", { class: "remark" }, remark),
    make("span", { class: "what" }, ...sentence(description), ...values),
  );

const valuesOf = ({ schema, example }: Parameter): readonly (Node | string)[] => {
  const values = (schema as Schema).enum;
  if (values !== undefined) {
    return [" One of ", ...values.flatMap((value, index) => [index > 0 ? ", " : "", make("code", {}, String(value))])];
  }
  return example === undefined ? [] : [" For example ", make("code", {}, String(example))];
};

const parameterRow = (parameter: Parameter): HTMLElement =>
  described(
    parameter.name,
    parameter.required ? "needed" : "optional",
    parameter.description ?? "",
    valuesOf(parameter),
  );

const bearer = described("Authorization", "needed", "`Bearer` and the token of one of the people above.");

const fieldRows = (schema: Schema): readonly HTMLElement[] =>
  fieldsOf(schema).map(({ name, type, isOptional, description }) =>
    described(name, isOptional ? `${type}, optional` : type, description),
  );

const list = (rows: readonly HTMLElement[]): HTMLElement => make("ul", { class: "fields" }, ...rows);

const part = (title: string, ...content: readonly HTMLElement[]): readonly HTMLElement[] =>
  content.length === 0 ? [] : [make("h6", {}, title), ...content];

const bodyOf = (operation: PathOperation): readonly HTMLElement[] => {
  const json = operation.requestBody?.content["application/json"];
  if (json === undefined) return [];
  const schema = json.schema as Schema;
  const [first, ...others] = Object.values(json.examples);
  return [
    ...(first === undefined ? [] : [make("p", { class: "hint" }, `${first.summary}:`), jsonBox(first.value)]),
    ...others.map(({ summary, value }) => foldable(summary, jsonBox(value))),
    foldable("The fields of the body", list(fieldRows(schema))),
  ];
};

const toSend = (operation: PathOperation): readonly HTMLElement[] => {
  const parameters = operation.parameters as readonly Parameter[];
  const rows = (place: string) => parameters.filter((parameter) => parameter.in === place).map(parameterRow);
  const lists = (...all: readonly HTMLElement[]) => (all.length === 0 ? [] : [list(all)]);
  const signIn = operation.security.length > 0 ? [bearer.cloneNode(true) as HTMLElement] : [];
  return [
    ...part("In the path", ...lists(...rows("path"))),
    ...part("In the query", ...lists(...rows("query"))),
    ...part("Headers", ...lists(...signIn, ...rows("header"))),
    ...part("Body, application/json", ...bodyOf(operation)),
  ];
};

const answered = (operation: PathOperation): readonly HTMLElement[] =>
  Object.entries(operation.responses)
    .filter(([status]) => Number(status) < 400)
    .flatMap(([status, { headers, content }]) => [
      make("p", {}, make("code", {}, status), ` ${Object.keys(content).join(", ")}`),
      list([
        ...Object.entries(headers ?? {}).map(([name, header]) =>
          described(name, "header", (header as Schema).description ?? ""),
        ),
        ...Object.values(content).flatMap(({ schema }) => fieldRows((schema ?? {}) as Schema)),
      ]),
    ]);

const refusalRows = (operation: PathOperation): readonly HTMLElement[] =>
  Object.entries(operation.responses)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, { content }]) =>
      Object.values(content).flatMap(({ examples }) =>
        Object.entries(examples ?? {}).map(([slug, example]) => described(slug, status, (example as Example).summary)),
      ),
    );

const breakable = (path: string): readonly (Node | string)[] =>
  path.split(/(?<=\/)/).flatMap((segment) => [make("span", { class: "segment" }, segment), make("wbr")]);

const heading = (title: string): HTMLElement => make("h5", {}, title);

/** One operation, folded: what it is for, who may, what to send, what is answered, and the refusals. */
export const showOperation = ({ path, method, operation }: PlacedOperation, api: OpenApi): HTMLElement => {
  const resolved = resolver(api)(operation) as PathOperation;
  const roles = resolved["x-roles"];
  const refusals = refusalRows(resolved);
  const shown = make(
    "details",
    { class: "operation" },
    make(
      "summary",
      {},
      make("span", { class: "method" }, method.toUpperCase()),
      make("code", { class: "path" }, ...breakable(path)),
      make("span", { class: "summary" }, resolved.summary),
    ),
  );
  // Seventy operations with all their fields are made when they are looked at, not while the page loads
  const fill = (): void =>
    shown.append(
      make("p", {}, ...sentence(resolved.description ?? "")),
      heading("Who may"),
      make("p", {}, roles.length === 0 ? "everybody" : roleNames(roles)),
      heading("What to send"),
      ...toSend(resolved),
      heading("What is answered"),
      ...answered(resolved),
      foldable(counted(refusals.length, "refusal", "refusals"), list(refusals)),
    );
  shown.addEventListener("toggle", fill, { once: true });
  return shown;
};

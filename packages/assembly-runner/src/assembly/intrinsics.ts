import { asList, asObject, asText, type JsonObject } from "../json.ts";

/** What the intrinsic functions of one template can look up. Each lookup throws when the name is unknown. */
export type Scope = {
  readonly reference: (name: string) => unknown;
  readonly attribute: (logicalId: string, attribute: string) => unknown;
  readonly importValue: (exportName: string) => unknown;
  readonly conditions: JsonObject;
  readonly mappings: JsonObject;
};

const noValue = Symbol("AWS::NoValue");

/** Whether a named condition of the template holds. An unknown condition throws. */
export const conditionHolds = (name: string, scope: Scope): boolean => {
  if (!(name in scope.conditions)) throw new Error(`the condition "${name}" is not declared`);
  return resolveIn(scope.conditions[name], scope) === true;
};

const text = (value: unknown, scope: Scope): string => {
  const resolved = asText(resolveIn(value, scope));
  if (resolved === undefined) throw new Error(`text was expected where ${JSON.stringify(value)} stands`);
  return resolved;
};

const list = (value: unknown, scope: Scope): readonly unknown[] => asList(resolveIn(value, scope));

const attribute = (value: unknown, scope: Scope): unknown => {
  const [logicalId, ...path] =
    typeof value === "string" ? value.split(".") : asList(value).map((part) => text(part, scope));
  return scope.attribute(logicalId ?? "", path.join("."));
};

const substitute = (value: unknown, scope: Scope): string => {
  const [template, own] = Array.isArray(value) ? [value[0], asObject(value[1]) ?? {}] : [value, {}];
  return String(template).replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    const key = name.trim();
    if (key in own) return text(own[key], scope);
    return asText(key.includes(".") ? attribute(key, scope) : scope.reference(key)) ?? "";
  });
};

const functions: Readonly<Record<string, (argument: unknown, scope: Scope) => unknown>> = {
  Ref: (name, scope) => (name === "AWS::NoValue" ? noValue : scope.reference(String(name))),
  "Fn::GetAtt": attribute,
  "Fn::Join": (argument, scope) => {
    const [separator, parts] = asList(argument);
    return list(parts, scope)
      .map((part) => text(part, scope))
      .join(String(separator));
  },
  "Fn::Sub": substitute,
  "Fn::Select": (argument, scope) => {
    const [index, from] = asList(argument);
    return list(from, scope)[Number(text(index, scope))];
  },
  "Fn::Split": (argument, scope) => {
    const [separator, whole] = asList(argument);
    return text(whole, scope).split(String(separator));
  },
  "Fn::ImportValue": (name, scope) => scope.importValue(text(name, scope)),
  "Fn::FindInMap": (argument, scope) => {
    const [map, first, second] = asList(argument).map((part) => text(part, scope));
    return asObject(asObject(scope.mappings[map ?? ""])?.[first ?? ""])?.[second ?? ""];
  },
  "Fn::If": (argument, scope) => {
    const [condition, yes, no] = asList(argument);
    return resolveAny(conditionHolds(String(condition), scope) ? yes : no, scope);
  },
  Condition: (name, scope) => conditionHolds(String(name), scope),
  "Fn::Equals": (argument, scope) => {
    const [left, right] = asList(argument);
    return text(left, scope) === text(right, scope);
  },
  "Fn::And": (argument, scope) => asList(argument).every((part) => resolveIn(part, scope) === true),
  "Fn::Or": (argument, scope) => asList(argument).some((part) => resolveIn(part, scope) === true),
  "Fn::Not": (argument, scope) => resolveIn(asList(argument)[0], scope) !== true,
};

const resolveAny = (value: unknown, scope: Scope): unknown => {
  if (Array.isArray(value)) return value.map((item) => resolveAny(item, scope)).filter((item) => item !== noValue);
  const object = asObject(value);
  if (object === undefined) return value;
  const [only, ...others] = Object.keys(object);
  if (only !== undefined && others.length === 0) {
    const intrinsic = functions[only];
    if (intrinsic !== undefined && !(only === "Condition" && asObject(object[only]) !== undefined)) {
      return intrinsic(object[only], scope);
    }
    if (only.startsWith("Fn::")) throw new Error(`the intrinsic function ${only} is not supported`);
  }
  return Object.fromEntries(
    Object.entries(object)
      .map(([name, item]): [string, unknown] => [name, resolveAny(item, scope)])
      .filter(([, item]) => item !== noValue),
  );
};

const resolveIn = (value: unknown, scope: Scope): unknown => {
  const resolved = resolveAny(value, scope);
  return resolved === noValue ? undefined : resolved;
};

/**
 * Replaces the CloudFormation intrinsic functions in a value by what they stand for; fields that come to `AWS::NoValue`
 * are left out. Throws on an unknown function or name.
 */
export const resolveIntrinsics = (value: unknown, scope: Scope): unknown => resolveIn(value, scope);

import { asObject, asText, type JsonObject } from "../json.ts";
import { invalidAssembly, startRefusal } from "../start-refusal.ts";
import { conditionHolds, resolveIntrinsics, type Scope } from "./intrinsics.ts";
import { identityOf, isSupportedKind, type ResourceContext, type ResourceIdentity } from "./kinds.ts";
import type { Stack } from "./read.ts";

/** A resource of the assembly with everything resolved. */
export type Resource = {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly kind: string;
  readonly identity: ResourceIdentity;
  readonly properties: () => JsonObject;
};

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const pseudo = (stack: Stack): Readonly<Record<string, string>> => ({
  "AWS::Region": stack.region,
  "AWS::AccountId": stack.account,
  "AWS::Partition": "aws",
  "AWS::URLSuffix": "amazonaws.com",
  "AWS::StackName": stack.name,
  "AWS::StackId": `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/local`,
});

const parameterDefaults = (stack: Stack): JsonObject =>
  Object.fromEntries(
    Object.entries(stack.template.Parameters ?? {}).map(([name, parameter]) => [
      name,
      asObject(parameter)?.["Default"],
    ]),
  );

/**
 * The resources of all stacks, resolved on demand, so that stacks may import from each other in any order. `queueHost` is the
 * origin that queue URLs start with. Refuses a resource kind that the runner does not support.
 */
export const resourcesOf = (stacks: readonly Stack[], queueHost: string): readonly Resource[] => {
  const exported = new Map<string, () => unknown>();
  const all = stacks.flatMap((stack): Resource[] => {
    const own = new Map<string, Resource>();
    const values = { ...pseudo(stack), ...parameterDefaults(stack) };
    const resource = (logicalId: string): Resource => {
      const found = own.get(logicalId);
      if (found === undefined) throw new Error(`there is no resource or parameter "${logicalId}"`);
      return found;
    };
    const scope: Scope = {
      reference: (name) =>
        Object.hasOwn(values, name) ? asText(values[name as keyof typeof values]) : resource(name).identity.ref,
      attribute: (logicalId, attribute) => {
        const value = resource(logicalId).identity.attributes[attribute];
        if (value === undefined)
          throw new Error(`"${logicalId}" has no attribute "${attribute}" that the runner knows`);
        return value;
      },
      importValue: (name) => {
        const value = exported.get(name);
        if (value === undefined) throw new Error(`no stack exports "${name}"`);
        return value();
      },
      conditions: stack.template.Conditions ?? {},
      mappings: stack.template.Mappings ?? {},
    };
    for (const output of Object.values(stack.template.Outputs ?? {})) {
      const name = asObject(output)?.["Export"];
      if (name === undefined) continue;
      const exportName = asText(resolveIntrinsics(asObject(name)?.["Name"], scope));
      if (exportName !== undefined) {
        exported.set(
          exportName,
          once(() => resolveIntrinsics(asObject(output)?.["Value"], scope)),
        );
      }
    }
    for (const [logicalId, { Type: kind, Properties = {}, Condition }] of Object.entries(stack.template.Resources)) {
      if (!isSupportedKind(kind)) {
        throw startRefusal({ code: "unsupported-kind", stack: stack.name, logicalId, kind });
      }
      if (Condition !== undefined && !conditionHolds(Condition, scope)) continue;
      const properties = once(() => {
        try {
          return asObject(resolveIntrinsics(Properties, scope)) ?? {};
        } catch (error) {
          throw invalidAssembly(
            `the template "${stack.name}" cannot be resolved at "${logicalId}": ${(error as Error).message}.`,
          );
        }
      });
      const context: ResourceContext = {
        stack: stack.name,
        logicalId,
        account: stack.account,
        region: stack.region,
        queueHost,
        // Only the names are resolved: resolving every property here would recurse through mutual references without end.
        properties: () => nameProperties(Properties, scope),
      };
      const identity = once(() => identityOf(kind, context));
      own.set(logicalId, {
        stack,
        logicalId,
        kind,
        get identity() {
          return identity();
        },
        properties,
      });
    }
    return [...own.values()];
  });
  return all;
};

const nameProperties = (properties: JsonObject, scope: Scope): JsonObject =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => /Name$/.test(name))
      .map(([name, value]) => [name, resolveIntrinsics(value, scope)]),
  );

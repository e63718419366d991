import { asObject, asText, type JsonObject } from "../json.ts";
import { startRefusal } from "../refusal.ts";
import { conditionHolds, resolveIntrinsics, type Scope } from "./intrinsics.ts";
import { type Identity, identityOf, isKnownKind, type Place } from "./kinds.ts";
import type { Stack } from "./read.ts";

/** A resource of the assembly with everything resolved. */
export type Resource = {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly kind: string;
  readonly identity: Identity;
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
 * origin that queue URLs start with. Refuses a resource kind that the local cloud does not know.
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
        if (value === undefined) throw new Error(`"${logicalId}" has no attribute "${attribute}" in the local cloud`);
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
      if (!isKnownKind(kind)) {
        throw startRefusal(
          `the template "${stack.name}" has a resource "${logicalId}" of kind ${kind}, which the local cloud does not know. ` +
            "Leave the resource out, or teach it to packages/local-cloud/src/assembly/kinds.ts.",
        );
      }
      if (Condition !== undefined && !conditionHolds(Condition, scope)) continue;
      const properties = once(() => {
        try {
          return asObject(resolveIntrinsics(Properties, scope)) ?? {};
        } catch (error) {
          throw startRefusal(
            `the template "${stack.name}" cannot be resolved at "${logicalId}": ${(error as Error).message}.`,
          );
        }
      });
      const place: Place = {
        stack: stack.name,
        logicalId,
        account: stack.account,
        region: stack.region,
        queueHost,
        // Names are resolved alone: resolving all properties here would run in circles through mutual references.
        properties: () => nameProperties(Properties, scope),
      };
      const identity = once(() => identityOf(kind, place));
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
      .filter(([name]) => /Name$|^Value$/.test(name))
      .map(([name, value]) => [name, resolveIntrinsics(value, scope)]),
  );

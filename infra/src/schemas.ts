import type { EventContract, ServiceContract } from "@trygt/contracts";
import { EventMeta } from "@trygt/contracts";
import { CfnRegistry, CfnSchema } from "aws-cdk-lib/aws-eventschemas";
import type { Construct } from "constructs";
import * as z from "zod/mini";

/** JSON Schema (draft 4, what the registry takes) of an event as EventBridge delivers it. */
export const deliveredSchema = ({ name, source, summary, data }: EventContract): object => ({
  ...z.toJSONSchema(
    z.object({
      source: source === undefined ? z.string().check(z.regex(/^trygt\.[a-z]+$/)) : z.literal(source),
      "detail-type": z.literal(name),
      detail: z.object({ meta: EventMeta(), data }),
    }),
    {
      target: "draft-4",
      io: "input",
      // Open: an event may gain a field, and whoever reads it passes by what they do not know
      override: ({ jsonSchema }) => {
        delete jsonSchema.additionalProperties;
      },
    },
  ),
  title: name,
  description: summary,
});

/** The schema registry: one schema for each kind of event of the contracts, for those who subscribe from outside this repository. */
export const schemas = (scope: Construct, services: readonly ServiceContract[]): void => {
  const registry = new CfnRegistry(scope, "Schemas", {
    registryName: "trygt",
    description: "The events of Trygt, written from their contracts",
  });
  // Some events are announced by several services, under one neutral name
  const events = new Map(services.flatMap(({ events }) => Object.values(events)).map((event) => [event.name, event]));
  for (const event of events.values()) {
    const schema = new CfnSchema(scope, event.name, {
      registryName: "trygt",
      schemaName: event.name,
      type: "JSONSchemaDraft4",
      description: event.summary,
      content: JSON.stringify(deliveredSchema(event)),
    });
    schema.addResourceDependency(registry);
  }
};

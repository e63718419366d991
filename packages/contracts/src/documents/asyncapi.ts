import { catalogue } from "../catalogue.ts";
import { type EventContract, sourceOf } from "../event.ts";
import { dataSchema, metaSchema } from "./event-schema.ts";
import type { JsonSchema } from "./json-schema.ts";
import { contact, licence } from "./openapi-info.ts";

type Reference = { readonly $ref: string };

/** An AsyncAPI 3.0 document, as far as Trygt uses it: a channel, a message and a sending operation for each event. */
export type AsyncApi = {
  readonly asyncapi: "3.0.0";
  readonly info: Record<string, unknown>;
  readonly defaultContentType: "application/json";
  readonly channels: Record<
    string,
    { readonly address: string; readonly description: string; readonly messages: Record<string, Reference> }
  >;
  readonly operations: Record<
    string,
    {
      readonly action: "send";
      readonly channel: Reference;
      readonly messages: readonly Reference[];
      readonly tags: readonly Reference[];
      readonly security: readonly Reference[];
    }
  >;
  readonly components: {
    readonly schemas: Record<string, JsonSchema>;
    readonly messages: Record<
      string,
      { readonly name: string; readonly summary: string; readonly payload: JsonSchema }
    >;
    readonly tags: Record<string, { readonly name: string; readonly description: string }>;
    readonly securitySchemes: Record<string, unknown>;
  };
};

/** All that goes over the event bus as an AsyncAPI 3.0 document. `x-eventbridge` says what a rule must match. */
export const asyncapi = (): AsyncApi => {
  const announced = catalogue.flatMap(({ name, events }) => Object.values(events).map((event) => ({ event, name })));
  // An event with a neutral source may be sent by several services
  const events = [...Map.groupBy(announced, ({ event }) => event)].map(([event, by]) => ({
    event,
    services: by.map(({ name }) => name),
  }));
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Trygt",
      version: "1.0.0",
      description:
        "Thin events between the services: opaque references, codes, dates and areas; never a person. An event comes at least once and in any order. It may gain an optional field at any time: pass by what you do not know. Any other change is a new version, `….v2`, beside the old one.",
      contact,
      license: licence,
      tags: catalogue.map(({ name }) => tagRef(name)),
    },
    defaultContentType: "application/json",
    channels: byName(events, ({ event }) => ({
      address: event.name,
      description: event.summary,
      messages: { [event.name]: { $ref: `#/components/messages/${event.name}` } },
    })),
    operations: byName(events, ({ event, services }) => ({
      action: "send",
      channel: { $ref: `#/channels/${event.name}` },
      messages: [{ $ref: `#/channels/${event.name}/messages/${event.name}` }],
      tags: services.map(tagRef),
      security: [{ $ref: "#/components/securitySchemes/iam" }],
    })),
    components: {
      schemas: { EventMeta: metaSchema(), ...byName(events, ({ event }) => dataSchema(event)) },
      messages: byName(events, ({ event }) => message(event)),
      tags: Object.fromEntries(catalogue.map(({ name, purpose }) => [name, { name, description: purpose }])),
      securitySchemes: {
        iam: {
          type: "http",
          scheme: "AWS4-HMAC-SHA256",
          description: "The role of a service's relay signs what it puts on the bus; no other role may.",
        },
      },
    },
  };
};

const tagRef = (service: string): Reference => ({ $ref: `#/components/tags/${service}` });

const byName = <Entry extends { readonly event: EventContract }, Value>(
  entries: readonly Entry[],
  value: (entry: Entry) => Value,
): Record<string, Value> => Object.fromEntries(entries.map((entry) => [entry.event.name, value(entry)]));

const message = (event: EventContract) => ({
  name: event.name,
  summary: event.summary,
  "x-eventbridge": { source: event.source ?? { prefix: sourceOf("") }, "detail-type": event.name },
  payload: {
    type: "object",
    properties: {
      meta: { $ref: "#/components/schemas/EventMeta" },
      data: { $ref: `#/components/schemas/${event.name}` },
    },
    required: ["meta", "data"],
  } satisfies JsonSchema,
});

import { type EventContract, EventMeta } from "../event.ts";
import { type JsonSchema, jsonSchema } from "./json-schema.ts";

/** JSON Schema of the meta that every event carries. */
export const metaSchema = (): JsonSchema => jsonSchema(EventMeta(), "output");

/** JSON Schema of an event's data: open, since a field may come later. */
export const dataSchema = ({ data }: EventContract): JsonSchema => jsonSchema(data, "output");

/** JSON Schema (draft 2020-12) of what an event carries on the bus as EventBridge's `detail`: `{ meta, data }`. A reader passes by fields that it does not name. */
export const detailSchema = (event: EventContract): JsonSchema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: `urn:trygt:event:${event.name}`,
  title: event.name,
  description: event.summary,
  type: "object",
  properties: { meta: metaSchema(), data: dataSchema(event) },
  required: ["meta", "data"],
});

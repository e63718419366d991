import { describe, expect, test } from "vitest";
import { catalogue } from "../catalogue.ts";
import { asyncapi } from "./asyncapi.ts";
import { danglingReferences } from "./references.ts";

const document = asyncapi();
const names = [...new Set(catalogue.flatMap((service) => Object.values(service.events).map(({ name }) => name)))];

describe("the AsyncAPI document", () => {
  test("has a channel, a message, a schema and a sending operation for each event, and no other", () => {
    expect(Object.keys(document.channels)).toEqual(names);
    expect(Object.keys(document.operations)).toEqual(names);
    expect(Object.keys(document.components.messages)).toEqual(names);
    expect(Object.keys(document.components.schemas)).toEqual(["EventMeta", ...names]);
  });

  test("refers only to what it holds", () => {
    expect(danglingReferences(document)).toEqual([]);
  });

  test("is the same text each time, and nothing in it is undefined", () => {
    expect(JSON.stringify(asyncapi())).toBe(JSON.stringify(document));
    expect(JSON.parse(JSON.stringify(document))).toStrictEqual(document);
  });

  test.each(names)("%s carries meta and data, and may carry more one day", (name) => {
    const payload = document.components.messages[name]?.payload;
    expect(payload?.required).toEqual(["meta", "data"]);
    expect(Object.keys(payload?.properties ?? {})).toEqual(["meta", "data"]);
    expect(payload).not.toHaveProperty("additionalProperties");
  });
});

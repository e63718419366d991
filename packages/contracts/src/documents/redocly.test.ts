import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { asyncapi } from "./asyncapi.ts";
import { openapi } from "./openapi.ts";

describe("Redocly's recommended rules find nothing to say", () => {
  test.each([
    ["the OpenAPI document", openapi()],
    ["the AsyncAPI document", asyncapi()],
  ])("of %s", { timeout: 30_000 }, async (_, written) => {
    const config = await createConfig({ extends: ["recommended"] });
    const found = await lintFromString({ source: JSON.stringify(written), config, absoluteRef: "/document.json" });
    expect(found.map(({ ruleId, message, location }) => ({ ruleId, message, at: location[0]?.pointer }))).toEqual([]);
  });
});

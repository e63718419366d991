import { describe, expect, test } from "vitest";
import { id, partOf } from "./id.ts";

const uuid = "0b6a3c1e-6f0d-4c8e-9a51-3d5b7f9e2c11";

describe("an identifier", () => {
  test("is a UUID in letters of either case, and kept in small ones (RFC 9562 § 4)", () => {
    for (const text of [uuid, uuid.toUpperCase()]) expect(id("Thing").parse(text)).toBe(uuid);
    expect(partOf("Part").parse(`${uuid.toUpperCase()}.2`)).toBe(`${uuid}.2`);
  });

  test.each([
    "",
    `{${uuid}}`,
    uuid.replaceAll("-", ""),
    "00000000-0000-0000-0000-000000000000",
    `${uuid}\n`,
    "../cases",
    "7204104311",
  ])("is not %j", (text) => expect(id("Thing").safeParse(text).success).toBe(false));

  test("of a part is its owner's and a running number from 1", () => {
    expect(partOf("Part").parse(`${uuid}.2`)).toBe(`${uuid}.2`);
    for (const wrong of [uuid, `${uuid}.`, `${uuid}.0`, `${uuid}.02`, `${uuid}.10000`, `${uuid}x2`])
      expect(partOf("Part").safeParse(wrong).success).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { withoutDescriptions } from "./descriptions.ts";

describe("a contract in a bundle", () => {
  it("keeps the schema of a described field, and neither its words nor its examples", () => {
    expect(withoutDescriptions('const a = described(text(3, 9), "What was (seen), in words", "A scooter");')).toBe(
      "const a = text(3, 9);",
    );
  });

  it("keeps described fields inside described ones", () => {
    const source = 'const a = described(z.array(described(Kind, "One, of many")), "All of them", ["x"]);';
    expect(withoutDescriptions(source)).toBe("const a = z.array(Kind);");
  });

  it("keeps of an operation and of an event what is checked", () => {
    const source =
      'const o = operation("a.b", { route: "GET /a", summary: "x", description: "y", reply: () => described(R, "z") });';
    expect(withoutDescriptions(source)).toBe('const o = operation("a.b", { route: "GET /a",   reply: () => R });');
    expect(withoutDescriptions('const e = event("a.b.v1", { data, summary: "x" });')).toBe(
      'const e = event("a.b.v1", { data,  });',
    );
  });

  it("keeps summaries that are somebody else's", () => {
    const source = 'const a = { summary: "x" }; other({ description: "y" });';
    expect(withoutDescriptions(source)).toBe(source);
  });
});

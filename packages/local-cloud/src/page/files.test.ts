import { describe, expect, test } from "vitest";
import { pageFile, pageFiles } from "./files.ts";

const textOf = (name: string): string => String(pageFile(name).body);
const imports = (name: string): string[] =>
  [...textOf(name).matchAll(/^import [^;]*? from "\.\/([^"]+)";$/gm)].map(([, name = ""]) => name);

describe("the files of the page", () => {
  test("import only what is served beside them, and every one of them is loaded", () => {
    const loaded = new Set([
      "page.html",
      ...[...textOf("page.html").matchAll(/"\/_local\/page\/([^"]+)"/g)].map(([, name = ""]) => name),
    ]);
    for (const name of loaded) for (const imported of imports(name)) loaded.add(imported);
    expect([...loaded].sort()).toEqual([...pageFiles].sort());
  });

  test("let the browser load nothing from anywhere else", () => {
    for (const name of pageFiles) {
      expect(pageFile(name).headers["content-security-policy"]).toContain("default-src 'self'");
      expect(textOf(name)).not.toMatch(/https?:\/\//);
    }
  });
});

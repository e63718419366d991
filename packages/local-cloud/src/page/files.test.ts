import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pageFile } from "./files.ts";

const folder = readdirSync(new URL(".", import.meta.url));
const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

describe("the files of the page", () => {
  test("are one program without imports or types, in which every file of the folder is", () => {
    const { body } = pageFile("page.js");
    expect(body).not.toMatch(/^(import|export) /m);
    const exported = folder
      .filter((name) => name.endsWith(".ts") && !name.startsWith("files.") && !name.endsWith(".test.ts"))
      .flatMap((name) => [...read(name).matchAll(/^export const (\w+)/gm)].map(([, constant]) => constant));
    expect(exported).toContain("showReference");
    for (const constant of exported) expect(body).toContain(`const ${constant} =`);
  });

  test("are one style, in which every style of the folder is", () => {
    const { body } = pageFile("page.css");
    const styles = folder.filter((name) => name.endsWith(".css"));
    expect(styles).toContain("page.css");
    for (const name of styles) expect(body).toContain(read(name));
  });

  test("let the browser load nothing from anywhere else", () => {
    for (const name of ["page.html", "page.css", "page.js"] as const) {
      expect(pageFile(name).headers["content-security-policy"]).toContain("default-src 'self'");
      expect(pageFile(name).body).not.toMatch(/https?:\/\//);
    }
  });
});

import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pageFile } from "./files.ts";

const folder = readdirSync(new URL(".", import.meta.url));

describe("the files of the page", () => {
  test("are one program without imports or types, in which every file of the folder is", () => {
    const { body } = pageFile("page.js");
    expect(body).not.toMatch(/^(import|export) /m);
    for (const name of ["showClock", "showPeople", "foldedRow", "showQueues", "fieldsOf", "showReference"]) {
      expect(body).toContain(`const ${name} =`);
    }
  });

  test("are one style, in which every style of the folder is", () => {
    const { body } = pageFile("page.css");
    expect(folder.filter((name) => name.endsWith(".css"))).toHaveLength(3);
    for (const selector of ["main {", ".flow {", ".operation"]) expect(body).toContain(selector);
  });

  test("let the browser load nothing from anywhere else", () => {
    for (const name of ["page.html", "page.css", "page.js"] as const) {
      expect(pageFile(name).headers["content-security-policy"]).toContain("default-src 'self'");
      expect(pageFile(name).body).not.toMatch(/https?:\/\//);
    }
  });
});

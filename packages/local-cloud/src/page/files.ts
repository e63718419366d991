import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import type { HttpResponse } from "@trygt/assembly-runner";

const folder = new URL(".", import.meta.url);

/** What a browser is served of this folder: the page, its styles, and its program, each file a module of its own. */
export const pageFiles: readonly string[] = readdirSync(folder).filter(
  (name) => /\.(?:html|css|ts)$/.test(name) && name !== "files.ts" && !name.endsWith(".test.ts"),
);

/** A file of the page as a browser reads it, a program without its types. Its policy lets in nothing but the page's own style and script. */
export const pageFile = (name: string): HttpResponse => {
  const text = readFileSync(new URL(name, folder), "utf8");
  const isProgram = name.endsWith(".ts");
  return {
    status: 200,
    headers: {
      "content-type": `text/${isProgram ? "javascript" : (name.split(".").at(-1) ?? "")}; charset=utf-8`,
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      "x-content-type-options": "nosniff",
    },
    body: isProgram ? withoutTypes(text) : text,
  };
};

// Node warns that this is experimental, on a terminal where nobody can act on it
const withoutTypes = (source: string): string => {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
};

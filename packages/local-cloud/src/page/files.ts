import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import type { HttpResponse } from "@trygt/assembly-runner";

const read = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), "utf8");

// Node warns that this is experimental, on a terminal where nobody can act on it
const strip = (program: string): string => {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(program);
  } finally {
    process.emitWarning = emitWarning;
  }
};

const files = {
  "page.html": { type: "text/html; charset=utf-8", body: () => read("page.html") },
  "page.css": { type: "text/css; charset=utf-8", body: () => read("page.css") },
  "page.js": { type: "text/javascript; charset=utf-8", body: () => strip(read("page.ts")) },
} as const;

/** One file of the page, the program without its types. Its policy lets in nothing but its own style and script. */
export const pageFile = (name: keyof typeof files): HttpResponse => ({
  status: 200,
  headers: {
    "content-type": files[name].type,
    "cache-control": "no-store",
    "content-security-policy":
      "default-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "x-content-type-options": "nosniff",
  },
  body: files[name].body(),
});

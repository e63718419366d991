import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import type { HttpResponse } from "@trygt/assembly-runner";

const read = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), "utf8");

/** The files of the page's program, each after those that it imports. */
const program = [
  "dom.ts",
  "http.ts",
  "words.ts",
  "clock.ts",
  "people.ts",
  "flow-row.ts",
  "flow.ts",
  "queues.ts",
  "overview.ts",
  "schema.ts",
  "operation.ts",
  "reference.ts",
  "page.ts",
];

const styles = ["page.css", "people.css", "flow.css", "reference.css"];

// Node warns that this is experimental, on a terminal where nobody can act on it
const strip = (source: string): string => {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
};

/**
 * The files as one module, so that the browser asks once: without types, and without imports and exports, whose names all lie in the
 * one module then. Two files may therefore not give one name to different things; a browser would refuse the whole.
 */
const joined = (): string =>
  program
    .map((name) =>
      strip(read(name))
        .replaceAll(/^import \{[^}]*\} from "\.\/[^"]+";$/gm, "")
        .replaceAll(/^export (?=const )/gm, ""),
    )
    .join("\n");

const files = {
  "page.html": { type: "text/html; charset=utf-8", body: () => read("page.html") },
  "page.css": { type: "text/css; charset=utf-8", body: () => styles.map(read).join("\n") },
  "page.js": { type: "text/javascript; charset=utf-8", body: joined },
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

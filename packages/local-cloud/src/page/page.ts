import { readFileSync } from "node:fs";
import type { HttpReply } from "../http/reply.ts";

const types = {
  "page.html": "text/html; charset=utf-8",
  "page.css": "text/css; charset=utf-8",
  "page.js": "text/javascript; charset=utf-8",
} as const;

/** One file of the page. Its policy lets in nothing but its own style and script. */
export const pageFile = (name: keyof typeof types): HttpReply => ({
  status: 200,
  headers: {
    "content-type": types[name],
    "cache-control": "no-store",
    "content-security-policy":
      "default-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "x-content-type-options": "nosniff",
  },
  body: readFileSync(new URL(`./${name}`, import.meta.url)),
});

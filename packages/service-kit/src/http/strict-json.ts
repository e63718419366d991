import type { Bilingual } from "@trygt/contracts";
import { ProblemError, type ValidationIssue } from "./problem.ts";

/** Deepest nesting that a body may have. */
const maxDepth = 32;
/** Most fields and entries that a body may have: every one of them can be an issue to report. */
const maxEntries = 10_000;

/**
 * Parses a JSON body more strictly than JSON.parse: duplicate fields, `__proto__`, NUL, half characters and the sign that bytes were lost (U+FFFD) are refused, and so are
 * nesting beyond 32 levels and more than 10,000 fields and entries. Refuses with `invalid-request` and a pointer; never quotes what was sent.
 */
export const parseStrictly = (text: string): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProblemError("invalid-request", [issue("", { en: "is not JSON", da: "er ikke JSON" })]);
  }
  const found = firstIssue(text);
  if (found !== undefined) throw new ProblemError("invalid-request", [found]);
  return value;
};

const issue = (pointer: string, detail: Bilingual): ValidationIssue => ({
  in: "body",
  pointer,
  reason: "invalid-request",
  detail,
});

/** An object or list that is open: its field names so far, and the field or place that is being read. */
type Level = { readonly fields: Set<string> | undefined; at: string | number };

// The text is known to be JSON, so that strings, brackets and the comma or brace before a field name tell all
const firstIssue = (text: string): ValidationIssue | undefined => {
  const levels: Level[] = [];
  let expectsName = false;
  let entries = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    const level = levels.at(-1);
    if (char === '"') {
      const end = endOfString(text, at);
      const written = text.slice(at + 1, end);
      const content = written.includes("\\") ? (JSON.parse(`"${written}"`) as string) : written;
      const isName = expectsName && level?.fields !== undefined;
      if (/[\0\ufffd]/.test(content) || !content.isWellFormed())
        return issue(pointerOf(isName ? levels.slice(0, -1) : levels), {
          en: "contains control characters, unpaired surrogates or the sign of lost bytes (U+FFFD); send UTF-8",
          da: "indeholder kontroltegn, halve surrogatpar eller tegnet for tabte bytes (U+FFFD); send UTF-8",
        });
      if (isName) {
        if (level.fields.has(content))
          return issue(pointerOf(levels.slice(0, -1)), { en: "names a field twice", da: "nævner et felt to gange" });
        if (content === "__proto__")
          return issue(pointerOf(levels.slice(0, -1)), {
            en: "has a field that is not allowed",
            da: "har et felt, der ikke er tilladt",
          });
        level.fields.add(content);
        level.at = content;
        expectsName = false;
      }
      at = end;
    } else if (char === "{" || char === "[") {
      levels.push(char === "{" ? { fields: new Set(), at: "" } : { fields: undefined, at: 0 });
      if (levels.length > maxDepth)
        return issue("", {
          en: `is nested deeper than ${maxDepth} levels`,
          da: `er dybere end ${maxDepth} niveauer`,
        });
      expectsName = char === "{";
    } else if (char === "}" || char === "]") {
      levels.pop();
      expectsName = false;
    } else if (char === "," && level !== undefined) {
      entries += 1;
      if (entries > maxEntries)
        return issue("", {
          en: `has more than ${maxEntries} fields and entries`,
          da: `har mere end ${maxEntries} felter og elementer`,
        });
      expectsName = level.fields !== undefined;
      if (typeof level.at === "number") level.at += 1;
    }
  }
  return undefined;
};

const endOfString = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
};

const isEscaped = (text: string, at: number): boolean => {
  let first = at;
  while (text[first - 1] === "\\") first -= 1;
  return (at - first) % 2 === 1;
};

// A field name is the caller's text: the pointer ends before one that does not look like a name
const pointerOf = (levels: readonly Level[]): string => {
  const strange = levels.findIndex(({ at }) => typeof at === "string" && !/^[A-Za-z]\w{0,40}$/.test(at));
  return levels
    .slice(0, strange < 0 ? levels.length : strange)
    .map(({ at }) => `/${at}`)
    .join("");
};

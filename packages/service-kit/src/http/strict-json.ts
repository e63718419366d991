import { type Fault, Stopped } from "./problem.ts";

/** Deepest nesting that a body may have. */
const deepest = 32;
/** Most fields and entries that a body may have: every one of them can be a fault to report. */
const mostEntries = 10_000;

/**
 * Parses a JSON body more strictly than JSON.parse: duplicate fields, `__proto__`, NUL and half characters are refused, and so are
 * nesting beyond 32 levels and more than 10,000 fields and entries. Stops with `invalid-request` and a pointer; never quotes what was sent.
 */
export const parseStrictly = (text: string): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Stopped("invalid-request", [fault("", "is not JSON")]);
  }
  const found = firstFault(text);
  if (found !== undefined) throw new Stopped("invalid-request", [found]);
  return value;
};

const fault = (pointer: string, detail: string): Fault => ({ in: "body", pointer, reason: "invalid-request", detail });

/** An object or list that is open: its field names so far, and the field or place that is being read. */
type Level = { readonly fields: Set<string> | undefined; at: string | number };

// The text is known to be JSON, so that strings, brackets and the comma or brace before a field name tell all
const firstFault = (text: string): Fault | undefined => {
  const levels: Level[] = [];
  let expectsName = false;
  let entries = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    const level = levels.at(-1);
    if (char === '"') {
      const end = endOfString(text, at);
      const content = JSON.parse(text.slice(at, end + 1)) as string;
      const isName = expectsName && level?.fields !== undefined;
      if (content.includes("\0") || !content.isWellFormed())
        return fault(pointerOf(isName ? levels.slice(0, -1) : levels), "has characters that are no text");
      if (isName) {
        if (level.fields.has(content)) return fault(pointerOf(levels.slice(0, -1)), "names a field twice");
        if (content === "__proto__") return fault(pointerOf(levels.slice(0, -1)), "has a field that is not allowed");
        level.fields.add(content);
        level.at = content;
        expectsName = false;
      }
      at = end;
    } else if (char === "{" || char === "[") {
      levels.push(char === "{" ? { fields: new Set(), at: "" } : { fields: undefined, at: 0 });
      if (levels.length > deepest) return fault("", `is nested deeper than ${deepest} levels`);
      expectsName = char === "{";
    } else if (char === "}" || char === "]") {
      levels.pop();
      expectsName = false;
    } else if (char === "," && level !== undefined) {
      entries += 1;
      if (entries > mostEntries) return fault("", `has more than ${mostEntries} fields and entries`);
      expectsName = level.fields !== undefined;
      if (typeof level.at === "number") level.at += 1;
    }
  }
  return undefined;
};

const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
};

// A field name is the caller's text: the pointer ends before one that does not look like a name
const pointerOf = (levels: readonly Level[]): string => {
  const strange = levels.findIndex(({ at }) => typeof at === "string" && !/^[A-Za-z]\w{0,40}$/.test(at));
  return levels
    .slice(0, strange < 0 ? levels.length : strange)
    .map(({ at }) => `/${at}`)
    .join("");
};

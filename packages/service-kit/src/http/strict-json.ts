import { type Fault, Stopped } from "./problem.ts";

/** Deepest nesting that a body may have. */
const deepest = 32;

/**
 * Parses a JSON body more strictly than JSON.parse: duplicate fields, `__proto__`, NUL and half characters are refused, and so is
 * nesting beyond 32 levels. Stops with `invalid-request` and a pointer; never quotes what was sent.
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

type Level = { readonly fields: Set<string> | undefined; readonly name: string };

// The text is known to be JSON, so that strings, brackets and the comma or brace before a field name tell all
const firstFault = (text: string): Fault | undefined => {
  const levels: Level[] = [];
  let expectsName = false;
  let name = "";
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      const content = JSON.parse(text.slice(at, end + 1)) as string;
      const level = levels.at(-1);
      if (content.includes("\0") || !content.isWellFormed())
        return fault(pointerOf(levels), "has characters that are no text");
      if (expectsName && level?.fields !== undefined) {
        if (level.fields.has(content)) return fault(pointerOf(levels), "names a field twice");
        if (content === "__proto__") return fault(pointerOf(levels), "has a field that is not allowed");
        level.fields.add(content);
        name = content;
        expectsName = false;
      }
      at = end;
    } else if (char === "{" || char === "[") {
      levels.push({ fields: char === "{" ? new Set() : undefined, name });
      if (levels.length > deepest) return fault("", `is nested deeper than ${deepest} levels`);
      expectsName = char === "{";
    } else if (char === "}" || char === "]") {
      levels.pop();
      expectsName = false;
    } else if (char === ",") {
      expectsName = levels.at(-1)?.fields !== undefined;
    }
  }
  return undefined;
};

const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
};

const pointerOf = (levels: readonly Level[]): string =>
  levels
    .slice(1)
    .filter(({ name }) => /^[A-Za-z]\w{0,40}$/.test(name))
    .map(({ name }) => `/${name}`)
    .join("");

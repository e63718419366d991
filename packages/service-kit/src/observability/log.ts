/** What a log line may say: identifiers, codes, numbers and dates. The type has no room for a sentence about a person (C3). */
export type LogFields = { readonly [field: string]: Code | number | boolean | readonly Code[] | undefined };

/** A value without spaces: an identifier, a slug, a route, a time. */
type Code = string;

const code = /^[\w./:{}#+=-]{0,128}$/;
const cprLike = /(?<!\d)\d{6}-?\d{4}(?!\d)/;

/** The fields that may be written: values that are not codes, or look like a CPR number, are left out and named in `redacted`. */
export const safeFields = (fields: LogFields): { readonly [field: string]: unknown } => {
  const safe: Record<string, unknown> = {};
  const redacted: string[] = [];
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const values = typeof value === "object" ? value : [value];
    if (values.every((one) => code.test(String(one)) && !cprLike.test(String(one)))) safe[field] = value;
    else redacted.push(field);
  }
  return { ...safe, ...(redacted.length > 0 ? { redacted } : {}) };
};

/** Writes one line of Lambda's JSON log format, with the fields that {@link safeFields} lets through. */
export const log = (level: "info" | "warn" | "error", message: string, fields: LogFields = {}): void => {
  // biome-ignore lint/suspicious/noConsole: Lambda's own log pipe is the console
  console[level]({ message, ...safeFields(fields) });
};

/** What may be logged of an error that is a bug or broken infrastructure: its kind and where it was thrown, never its message, which may quote data. */
export const errorFields = (error: unknown): LogFields =>
  error instanceof Error
    ? {
        error: error.name,
        at: error.stack
          ?.split("\n")
          // The message stands in the stack too, and may say " at ": only a line that ends in a position is a frame
          .find((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
          ?.trim()
          .split(/[ (]/)
          .at(-1)
          ?.replace(/\)$/, "")
          .split("/")
          .at(-1),
      }
    : { error: typeof error };

import * as z from "zod/mini";

/** Reads the environment once, by a schema. Throws at the start, naming the variables that are wrong and never their values. */
export const readEnvironment = <Schema extends z.core.$ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.core.output<Schema> => {
  const read = z.safeParse(schema, environment);
  if (read.success) return read.data;
  const names = new Set(read.error.issues.map(({ path }) => String(path[0])));
  throw new Error(`The environment is not complete: ${[...names].join(", ")} is missing or not of the right form`);
};

/** A variable that holds JSON of a schema. */
export const json = <Schema extends z.core.$ZodType>(schema: Schema) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text, context): unknown => {
        try {
          return JSON.parse(text);
        } catch {
          context.issues.push({ code: "custom", input: text });
          return z.NEVER;
        }
      }),
    ),
    schema,
  );

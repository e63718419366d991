import * as z from "zod/mini";

/**
 * A field with the words that OpenAPI and AsyncAPI show: one plain sentence, and examples as a caller would send them. The
 * same schema may be described differently in each place. Bundles of functions leave words and examples out (scripts/bundle): they check nothing.
 */
export const described = <Schema extends z.core.$ZodType>(
  schema: Schema,
  description: string,
  ...examples: readonly z.core.input<Schema>[]
): Schema => {
  const copy = z.clone(schema);
  z.globalRegistry.add(copy, { description, ...(examples.length === 0 ? {} : { examples: [...examples] }) });
  return copy;
};

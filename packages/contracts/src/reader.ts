import * as z from "zod/mini";

/** What a reader does with a field that it does not know: leaves it out, or passes it on. */
export type Unknown = "leave-out" | "pass-on";

/**
 * The schema of whoever reads what another program wrote, at every depth: a field that came later is no fault, so that
 * writers and readers can be deployed in any order. What is known is checked as before.
 */
export const reader = <Schema extends z.core.$ZodType>(schema: Schema, unknown: Unknown = "leave-out"): Schema => {
  const read = (inner: z.core.$ZodType): z.core.$ZodType => reader(inner, unknown);
  const like = (changed: object): Schema => z.clone(schema, changed as z.core.$ZodTypeDef);
  const { def } = (schema as z.core.$ZodType as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object": {
      const { catchall: _, ...rest } = def;
      const shape = Object.fromEntries(Object.entries(def.shape).map(([name, field]) => [name, read(field)]));
      return like({ ...rest, shape, ...(unknown === "pass-on" && { catchall: z.unknown() }) });
    }
    case "array":
      return like({ ...def, element: read(def.element) });
    case "tuple":
      return like({ ...def, items: def.items.map(read) });
    case "union":
      return like({ ...def, options: def.options.map(read) });
    case "optional":
    case "nullable":
      return like({ ...def, innerType: read(def.innerType) });
    default:
      return schema;
  }
};

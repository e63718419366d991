import * as z from "zod/mini";

/** A KLE number of the municipal task taxonomy, `NN`, `NN.NN` or `NN.NN.NN`; the customer supplies the exact ones (domain.md § 4.8). */
export const Kle = z
  .string()
  .check(z.regex(/^\d{2}(\.\d{2}){0,2}$/))
  .brand<"Kle">();
export type Kle = z.output<typeof Kle>;

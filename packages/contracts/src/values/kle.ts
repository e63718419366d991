import * as z from "zod/mini";
import { described } from "./described.ts";

/** A KLE number of the municipal task taxonomy, `NN`, `NN.NN` or `NN.NN.NN`; the customer supplies the exact ones (domain.md § 4.8). */
export const Kle = described(
  z
    .string()
    .check(z.regex(/^\d{2}(\.\d{2}){0,2}$/))
    .brand<"Kle">(),
  "The subject in the municipal task taxonomy KLE: main group, group and subject, as `NN`, `NN.NN` or `NN.NN.NN`.",
  "27.24",
);
export type Kle = z.output<typeof Kle>;

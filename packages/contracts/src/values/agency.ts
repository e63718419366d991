import * as z from "zod/mini";
import { described } from "./described.ts";

/** The authorities and organisations whose people call Trygt; an agency owns its records (D1). */
export const Agency = described(
  z.enum(["police", "municipality", "job-centre", "probation", "housing"]),
  "An authority or organisation of the partnership: `police` Københavns Politi, `municipality` Københavns Kommune, `job-centre` its employment administration, `probation` Kriminalforsorgen (the Prison and Probation Service), `housing` a housing organisation.",
  "police",
);
export type Agency = z.output<typeof Agency>;

/** The law that governs a record: the data protection regulation, or the law-enforcement act for police and probation (D1). */
export const Regime = z.enum(["gdpr", "led"]);
export type Regime = z.output<typeof Regime>;

/** Which regime an agency's own records stand under (domain.md § 2.3). */
export const regimeOf: Record<Agency, Regime> = {
  police: "led",
  probation: "led",
  municipality: "gdpr",
  "job-centre": "gdpr",
  housing: "gdpr",
};

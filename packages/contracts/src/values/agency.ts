import * as z from "zod/mini";

/** The authorities and organisations whose people call Trygt; an agency owns its records (D1). */
export const Agency = z.enum(["police", "municipality", "job-centre", "probation", "housing"]);
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

import * as z from "zod/mini";
import { described } from "../values/described.ts";

/** How a gathering feels to those who see it. */
export const Mood = described(
  z.enum(["calm", "tense", "hostile", "violent"]),
  "How it feels to those who see it: `calm` quiet, `tense` uneasy, `hostile` threatening, `violent` people are being hurt.",
  "tense",
);
export type Mood = z.output<typeof Mood>;

/** What an area sees more of, without anybody in it. */
export const TrendTheme = described(
  z.enum(["scooters", "gathering", "noise", "fireworks", "recruitment", "intimidation", "other"]),
  "What there is more of: `scooters` reckless driving, `gathering` groups outdoors, `noise`, `fireworks`, `recruitment` attempts to draw young people in, `intimidation` threats and insecurity, `other` anything else.",
  "scooters",
);
export type TrendTheme = z.output<typeof TrendTheme>;

/** A count that hides small numbers: cells under five are never told (domain.md § 5.6). */
export const CountBand = described(
  z.enum(["under_5", "5-9", "10-19", "20+"]),
  "How many, in a band that hides small numbers: fewer than 5, 5 to 9, 10 to 19, or 20 and more.",
  "5-9",
);
export type CountBand = z.output<typeof CountBand>;

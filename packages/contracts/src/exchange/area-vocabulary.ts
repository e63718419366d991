import * as z from "zod/mini";
import { described } from "../values/described.ts";
import { StaffId } from "../values/id.ts";
import { text } from "../values/text.ts";
import { staff } from "./example-values.ts";

/** How a gathering feels to those who see it. */
export const Mood = described(
  z.enum(["calm", "tense", "hostile", "violent"]),
  "How it feels to those who see it: `calm` quiet, `tense` uneasy, `hostile` threatening, `violent` people are being hurt.",
  "tense",
);
export type Mood = z.output<typeof Mood>;

/** How many, in bands: nobody is counted by name. */
export const SizeBand = described(
  z.enum(["<10", "10-29", "30-99", "100+"]),
  "How many people are there, in a band: fewer than 10, 10 to 29, 30 to 99, or 100 and more.",
  "30-99",
);
export type SizeBand = z.output<typeof SizeBand>;

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

/** Text without persons: no names, numbers, addresses or telephones (H1, Z6). */
export const AreaText = text(3, 500);

/** A second person says that the machine was wrong about a text, and stands for it by name in the log. */
export const FalseAlarm = described(
  z.strictObject({
    author: described(
      StaffId,
      "Who wrote the text: anybody but the sender, or it is refused with `self-approval-refused`.",
      staff.gerda,
    ),
  }),
  "Sent by a second person when a text that names nobody was refused with `personal-data-in-free-text`: they answer for it, and the log keeps both (H1, Z6). Left out otherwise.",
);

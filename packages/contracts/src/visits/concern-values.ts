import * as z from "zod/mini";
import { AreaCode } from "../values/area.ts";
import { speaksOfCrime } from "../values/criminal-words.ts";
import { described } from "../values/described.ts";
import { text } from "../values/text.ts";
import { LocalDate } from "../values/time.ts";
import { concernLimits } from "./limits.ts";

export const GroundKind = described(
  z.enum(["own_conduct", "own_situation", "relatives_conviction"]),
  "What was observed. `own_conduct`: something that the child did; `own_situation`: something in the child's own life; `relatives_conviction`: a relative was convicted under straffeloven § 81 a, which may support other grounds and never stands alone (B8).",
  "own_conduct",
);
export type GroundKind = z.output<typeof GroundKind>;

export const GroundSource = described(
  z.enum(["police_observation", "police_report", "school", "street_work", "family", "anonymous_tip", "rumour"]),
  "Who knows of it. `police_observation`: an officer saw it; `police_report`: it stands in a police report; `school`: the school told; `street_work`: street workers told; `family`: the family told; `anonymous_tip` and `rumour`: nobody can be asked, so a concern needs another ground beside it (B8).",
  "police_observation",
);
export type GroundSource = z.output<typeof GroundSource>;

// A child is a child of concern here: the words of the criminal process have no place in a visit (B10)
const GroundText = text(10, 500).check(z.refine((words) => !speaksOfCrime(words), { error: "unexpected-field" }));

/** One dated observation. */
export const Ground = () =>
  z.strictObject({
    kind: GroundKind,
    source: GroundSource,
    observedOn: described(
      LocalDate,
      "The day of the observation: not in the future, and at most 90 days ago by the proposed policy (B9).",
      "2026-02-20",
      "2026-02-24",
    ),
    text: described(
      GroundText,
      "What was seen, in 10 to 500 characters; words of the criminal process, such as suspect or charged, are refused (B10), and nobody but the child is named (B12).",
      "Holdt vagt ved opgangen for nogle ældre drenge",
      "Bar en pakke for en voksen",
    ),
  });
export type Ground = z.output<ReturnType<typeof Ground>>;

/** The grounds that a concern is registered with. */
export const ConcernGrounds = () =>
  described(
    z.array(Ground()).check(z.minLength(1), z.maxLength(concernLimits.grounds)),
    "One to three dated observations; at least one is of the child's own conduct or situation, from somebody who can be asked (B8).",
    [
      {
        kind: "own_conduct",
        source: "police_observation",
        observedOn: "2026-02-20",
        text: "Holdt vagt ved opgangen for nogle ældre drenge",
      },
      {
        kind: "own_conduct",
        source: "police_observation",
        observedOn: "2026-02-24",
        text: "Bar en pakke for en voksen",
      },
    ],
  );

/** The area of a concern, which its case takes over. */
export const ConcernArea = described(
  AreaCode,
  "The part of Nørrebro that it is about: `101-3` or a sub-area, never finer; home visits wait while a gathering, a zone or a hold covers it.",
  "101-3-MJO",
);

export const RejectionReason = described(
  z.enum(["out_of_area", "too_old", "not_own_conduct", "duplicate", "adult", "under_10", "already_in_board"]),
  "Why a concern is turned down. `out_of_area`: not on Nørrebro; `too_old`: the observations lie too far back, or nobody screened it in time; `not_own_conduct`: it is not about the child's own conduct or situation; `duplicate`: it is known already; `adult`: 18 or older; `under_10`: younger than 10, where a notification of concern is the way; `already_in_board`: the Youth Crime Board has the child's case.",
  "not_own_conduct",
);
export type RejectionReason = z.output<typeof RejectionReason>;

export const ConcernStatus = described(
  z.enum(["received", "accepted", "rejected"]),
  "How far SSP is with it. `received`: it awaits screening; `accepted`: it has become a visit case; `rejected`: it was turned down, or nobody screened it in time.",
  "received",
);

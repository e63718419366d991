import * as z from "zod/mini";
import { described } from "../values/described.ts";
import { LocalDate } from "../values/time.ts";
import { CaseId } from "./ids.ts";
import { caseLimits } from "./limits.ts";

export const CaseStatus = described(
  z.enum(["open", "inviting", "scheduled", "no_show", "declined", "held", "following_up", "closed"]),
  "How far the work has come. `open`: nobody has been invited yet; `inviting`: the custody holders are invited, and no time is set; `scheduled`: a visit has its time; `no_show`: nobody was home at the last visit; `declined`: the family said no; `held`: the visit took place, and no next step is agreed yet; `following_up`: at least one next step is agreed; `closed`: the case has ended and waits to be erased.",
  "open",
);
export type CaseStatus = z.output<typeof CaseStatus>;

export const CloseReason = described(
  z.enum(["turned_18", "moved", "board_case", "agreed", "no_further_need", "declined"]),
  "Why a case ends. `turned_18`: the youth is an adult (B13), not before the birthday; `moved`: the family has moved out of the municipality; `board_case`: the Youth Crime Board has taken over; `agreed`: what was agreed with the family is in place; `no_further_need`: nothing more is needed, or nobody reviewed the case in time; `declined`: the family said no, which is told to nobody outside visits (B3).",
  "no_further_need",
);
export type CloseReason = z.output<typeof CloseReason>;

export const DueKind = described(
  z.enum(["invite", "schedule", "new_date", "visit", "follow_up", "review", "close", "erase"]),
  "What is to be done next. `invite`: invite the custody holders; `schedule`: set a time; `new_date`: the visit is on hold and needs another time; `visit`: make the visit and record its outcome; `follow_up`: agree a next step, or see that it is done; `review`: take up the case again (G5); `close`: close the case; `erase`: nothing, the closed case is erased.",
  "invite",
);
export type DueKind = z.output<typeof DueKind>;

export const LetterChannel = described(
  z.enum(["pending", "digital_post", "paper"]),
  "How the invitation went out. `pending`: not yet, or not at all because the child's safety forbids it (B4); `digital_post`: by Digital Post; `paper`: on paper, since the reader is exempt from Digital Post.",
  "digital_post",
);
export type LetterChannel = z.output<typeof LetterChannel>;

export const HolderNumber = described(
  z.int().check(z.gte(1), z.lte(caseLimits.holders)),
  "A custody holder (forældremyndighedsindehaver) by number: 1 is the first whom the person register names; the names stand in the case alone.",
  1,
);

export const VisitStatus = described(
  z.enum(["planned", "on_hold", "held", "no_show", "declined", "called_off"]),
  "What has become of the visit. `planned`: it lies ahead; `on_hold`: something goes on in the area at that time, so it waits or gets a new time; `held`: it took place; `no_show`: nobody was home; `declined`: the family said no; `called_off`: it got another time, or the case ended before it.",
  "planned",
);
export type VisitStatus = z.output<typeof VisitStatus>;

export const NotHeardReason = described(
  z.enum(["absent", "did_not_wish", "too_young", "safety"]),
  "Why the child was not heard (B5). `absent`: was not there; `did_not_wish`: did not want to speak; `too_young`: is too young to be asked; `safety`: it was not safe to ask.",
  "absent",
);
export type NotHeardReason = z.output<typeof NotHeardReason>;

export const FollowUpKind = described(
  z.enum(["club", "school", "family_counselling", "mentor", "activity", "other"]),
  "What sort of step it is. `club`: a sports or leisure club; `school`: something with the school; `family_counselling`: counselling for the family; `mentor`: a mentor for the youth; `activity`: another activity in the leisure time; `other`: something else, said in the text.",
  "club",
);
export type FollowUpKind = z.output<typeof FollowUpKind>;

/** Who interprets at a visit (B6). */
export const Interpreter = () =>
  z.strictObject({
    language: described(
      z.string().check(z.regex(/^[a-z]{2,3}$/)),
      "The language that is interpreted, as a code of ISO 639 in two or three small letters.",
      "ar",
    ),
    kind: described(
      z.enum(["professional", "relative", "sibling", "child"]),
      "Who interprets. `professional`: the only one who may; `relative`, `sibling` and `child` can be sent so that they are refused by name (B6).",
      "professional",
    ),
  });
export type Interpreter = z.output<ReturnType<typeof Interpreter>>;

export const caseParams = () => z.strictObject({ caseId: CaseId });

/** What every change of a case answers. */
export const CaseReceipt = () =>
  z.strictObject({
    caseId: CaseId,
    status: CaseStatus,
    nextDueOn: described(
      LocalDate,
      "The last day for what is to be done next, reckoned by the service from the last step, the review and the eighteenth birthday.",
      "2026-03-09",
    ),
    nextDue: DueKind,
  });

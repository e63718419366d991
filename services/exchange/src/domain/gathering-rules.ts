import { addHours, type Instant, within } from "@trygt/contracts";
import type { Mood, SizeBand } from "@trygt/contracts/exchange";
import {
  accept,
  type Circumstances,
  type Decision,
  refuse,
  refuseIf,
  type Staff,
  staffOf,
  type TimePassed,
} from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import { type FalseAlarm, screenTexts, type TextRefusal } from "./free-text.ts";
import {
  type AgreedAction,
  activeAt,
  type Gathering,
  type GatheringEvent,
  isOpen,
  norrebro,
  type Side,
  type Sighting,
} from "./gathering.ts";
import { gatheringDueEvents } from "./gathering-due.ts";

/** What can be asked of a gathering. */
export type GatheringCommand =
  | ({ readonly type: "report"; readonly falseAlarm?: FalseAlarm | undefined } & Omit<
      Sighting,
      "proposal" | "reportedFrom" | "reportedAt"
    >)
  | { readonly type: "assess"; readonly size: SizeBand; readonly mood: Mood }
  | ({ readonly type: "agree" } & AgreedAction)
  | { readonly type: "begin" | "stand-down" }
  | { readonly type: "debrief"; readonly text: string; readonly falseAlarm?: FalseAlarm | undefined }
  | TimePassed;

/** Why a command to a gathering is refused. */
export type GatheringRefusal =
  | TextRefusal
  | "out-of-area"
  | "date-not-usable"
  | "invalid-transition"
  | "second-approval-required";

/** How far from now a gathering may be seen or expected, and how long an action may last, in hours. */
const horizon = 24;

type GatheringDecision = Decision<GatheringEvent, GatheringRefusal>;

/** The rules of a gathering: what a command leads to, or every reason why not. */
export const decideGathering = (
  gathering: Gathering,
  command: GatheringCommand,
  { at, actor, policy }: Circumstances<Policy>,
): GatheringDecision => {
  if (command.type === "time-passed") return accept(...gatheringDueEvents(gathering, at, policy));
  const staff = staffOf(actor);
  const by = staff.id;
  switch (command.type) {
    case "report": {
      if (gathering.status !== "none") return refuse("invalid-transition");
      const { falseAlarm, type: _, ...sighting } = command;
      const { at: seenAt, areaCode, safety } = sighting;
      const { refused, released } = screenTexts(safety === undefined ? [] : [safety], falseAlarm, by);
      const reported = { reportedFrom: staff.agency, reportedAt: at };
      return (
        refuseIf<GatheringRefusal>({
          "out-of-area": !within(areaCode, norrebro),
          "date-not-usable": seenAt < addHours(at, -horizon) || seenAt > addHours(at, horizon),
          // Z6: nobody is in a gathering
          "personal-data-in-free-text": refused === "personal-data-in-free-text",
          "self-approval-refused": refused === "self-approval-refused",
        }) ?? accept({ type: "reported", by, ...sighting, ...reported, ...(released && { released }) })
      );
    }
    case "assess": {
      const { size, mood } = command;
      return isOpen(gathering) ? accept({ type: "assessed", at, by, size, mood }) : refuse("invalid-transition");
    }
    case "agree":
      return agree(gathering, command, staff, at);
    case "begin": {
      const agreed = gathering.status === "action_agreed" && activeAt(gathering, at) !== undefined;
      return agreed ? accept({ type: "begun", at, by }) : refuse("invalid-transition");
    }
    case "stand-down":
      return isOpen(gathering) ? accept({ type: "stood-down", at, by }) : refuse("invalid-transition");
    case "debrief": {
      if (gathering.status !== "stood_down") return refuse("invalid-transition");
      const { text, falseAlarm } = command;
      const { refused, released } = screenTexts([text], falseAlarm, by);
      if (refused !== undefined) return refuse(refused);
      return accept({ type: "debriefed", at, by, text, ...(released && { released }) });
    }
  }
};

// One side proposes, the other agrees to the same or proposes something else; nobody agrees with themselves
const agree = (
  gathering: Gathering,
  { action, until }: AgreedAction,
  { id: by, role }: Staff,
  at: Instant,
): GatheringDecision => {
  if (!isOpen(gathering)) return refuse("invalid-transition");
  // A gathering that lies ahead is not over before it begins
  if (until <= at || until <= gathering.at || until > addHours(at, horizon)) return refuse("date-not-usable");
  const side: Side = role === "street_worker" ? "street" : "police";
  const proposal = standing(gathering.proposal, at);
  if (proposal?.side === side) return refuse("second-approval-required");
  if (proposal?.action !== action) return accept({ type: "action-proposed", at, by, side, action, until });
  // Both have said yes as far as the earlier of the two
  return accept({
    type: "action-agreed",
    at,
    by,
    action,
    until: proposal.until < until ? proposal.until : until,
  });
};

const standing = <Proposal extends { readonly until: Instant }>(proposal: Proposal | undefined, at: Instant) =>
  proposal !== undefined && proposal.until > at ? proposal : undefined;

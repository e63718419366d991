import { addHours, type Instant, within } from "@trygt/contracts";
import { accept, type Decision, refuse, refuseIf } from "@trygt/service-kit/rules";
import { judged } from "./free-text.ts";
import {
  activeAt,
  type Gathering,
  type GatheringCommand,
  type GatheringEvent,
  type GatheringRefusal,
  isOpen,
  norrebro,
} from "./gathering.ts";
import { gatheringDue } from "./gathering-due.ts";
import type { Policy } from "./policy.ts";

/** How far from now a gathering may be seen or expected, and how long an action may last, in hours. */
const horizon = 24;

export const decideGathering = (
  gathering: Gathering,
  command: GatheringCommand,
  policy: Policy,
): Decision<GatheringEvent, GatheringRefusal> => {
  switch (command.type) {
    case "report": {
      if (gathering.status !== "none") return refuse("invalid-transition");
      const { falseAlarm, type: _, ...sighting } = command;
      const { at, by, areaCode, reportedAt, safety } = sighting;
      const { refused, released } = judged(safety === undefined ? [] : [safety], falseAlarm, by);
      return (
        refuseIf<GatheringRefusal>({
          "out-of-area": !within(areaCode, norrebro),
          "date-not-usable": at < addHours(reportedAt, -horizon) || at > addHours(reportedAt, horizon),
          // Z6: nobody is in a gathering
          "personal-data-in-free-text": refused === "personal-data-in-free-text",
          "self-approval-refused": refused === "self-approval-refused",
        }) ?? accept({ type: "reported", ...sighting, ...(released && { released }) })
      );
    }
    case "assess": {
      if (!isOpen(gathering)) return refuse("invalid-transition");
      const { at, by, size, mood } = command;
      return accept({ type: "assessed", at, by, size, mood });
    }
    case "agree":
      return agree(gathering, command);
    case "begin": {
      const { at, by } = command;
      const agreed = gathering.status === "action_agreed" && activeAt(gathering, at) !== undefined;
      return agreed ? accept({ type: "begun", at, by }) : refuse("invalid-transition");
    }
    case "stand-down": {
      const { at, by } = command;
      return isOpen(gathering) ? accept({ type: "stood-down", at, by }) : refuse("invalid-transition");
    }
    case "debrief": {
      if (gathering.status !== "stood_down") return refuse("invalid-transition");
      const { at, by, text, falseAlarm } = command;
      const { refused, released } = judged([text], falseAlarm, by);
      if (refused !== undefined) return refuse(refused);
      return accept({ type: "debriefed", at, by, text, ...(released && { released }) });
    }
    case "note-time":
      return accept(...dueEvents(gathering, command.at, policy));
  }
};

// One side proposes, the other agrees to the same or proposes something else; nobody agrees with themselves
const agree = (
  gathering: Gathering,
  { at, by, side, action, until }: Extract<GatheringCommand, { type: "agree" }>,
): Decision<GatheringEvent, GatheringRefusal> => {
  if (!isOpen(gathering)) return refuse("invalid-transition");
  // A gathering that lies ahead is not over before it begins
  if (until <= at || until <= gathering.at || until > addHours(at, horizon)) return refuse("date-not-usable");
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

const dueEvents = (gathering: Gathering, at: Instant, policy: Policy): GatheringEvent[] => {
  const due = gatheringDue(gathering, policy);
  if (due === undefined || due > at) return [];
  // It was over when its time was up, however late the clock comes: the purge must not wait for it
  return [isOpen(gathering) ? { type: "stood-down", at: due } : { type: "purged", at }];
};

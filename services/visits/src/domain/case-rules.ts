import { addDays, dateOf } from "@trygt/contracts";
import { accept, type Circumstances, type Existing, exists, refuse, refuseIf } from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import type { VisitCase } from "./case.ts";
import {
  type CaseAction,
  type CaseCommand,
  type CaseDecision,
  type CaseRefusal,
  type Opening,
  transitions,
} from "./case-commands.ts";
import { lastDay } from "./case-due.ts";
import { decideExternal } from "./case-external.ts";
import { changeReferral, refer } from "./case-referrals.ts";
import { invite, onOrAfterEighteen, recordOutcome, schedule } from "./case-visits.ts";

/** The rules of a visit case. */
export const decideCase = (
  visitCase: VisitCase,
  command: CaseCommand,
  circumstances: Circumstances<Policy>,
): CaseDecision => {
  if (command.type === "open")
    return visitCase.status === "none" ? open(command.opened, circumstances) : refuse("invalid-transition");
  if (!exists(visitCase)) return refuse("invalid-transition");
  switch (command.type) {
    case "note-letters":
    case "note-hold":
    case "lift-hold":
    case "note-answer":
    case "note-notification":
    case "time-passed":
      return decideExternal(visitCase, command, circumstances);
    case "refer":
    case "correct-referral":
      if (visitCase.status === "closed") return refuse("invalid-transition");
      return decideAction(visitCase, command, circumstances);
    case "recall-referral":
      // D9: a yes can be taken back after the case has ended, too
      return decideAction(visitCase, command, circumstances);
    case "invite":
    case "schedule":
    case "record-outcome":
    case "decline":
    case "agree-follow-up":
    case "complete-follow-up":
    case "close":
      if (transitions[visitCase.status][command.type] === undefined) return outOfTurn(visitCase, command);
      return decideAction(visitCase, command, circumstances);
  }
};

// B2: that the child will be an adult is the better answer wherever an open case stands
const outOfTurn = (visitCase: Existing<VisitCase>, command: CaseAction): CaseDecision =>
  command.type === "schedule" && visitCase.status !== "closed" && onOrAfterEighteen(visitCase, command.visitAt)
    ? refuse("subject-is-adult", "invalid-transition")
    : refuse("invalid-transition");

const open = ({ custodyHolders, ...opening }: Opening, { at, policy }: Circumstances<Policy>): CaseDecision => {
  const movedOn = dateOf(at);
  const holders = Array.from({ length: custodyHolders }, (_, n) => ({ holder: n + 1, channel: "pending" as const }));
  const empty = { invitations: 0, visits: [], followUps: [], referrals: [], holds: [], notifications: [] };
  return accept({
    type: "opened",
    opened: { ...opening, ...empty, holders, openedAt: at, movedOn, reviewOn: addDays(movedOn, policy.reviewDays) },
  });
};

const decideAction = (
  visitCase: Existing<VisitCase>,
  command: CaseAction,
  circumstances: Circumstances<Policy>,
): CaseDecision => {
  const { at, policy } = circumstances;
  const today = dateOf(at);
  const progress = { on: today, reviewOn: addDays(today, policy.reviewDays) };
  switch (command.type) {
    case "invite":
      return invite(visitCase, command, progress, circumstances);
    case "schedule":
      return schedule(visitCase, command, progress, circumstances);
    case "record-outcome":
      return recordOutcome(visitCase, command, progress, circumstances);
    case "decline":
      return accept({ type: "declined", ...progress });
    case "agree-follow-up": {
      const { kind, owner, dueOn } = command;
      const number = visitCase.followUps.length + 1;
      return (
        refuseIf<CaseRefusal>({
          "date-not-usable": dueOn < today,
          "subject-is-adult": dueOn > lastDay(visitCase, policy),
        }) ?? accept({ type: "follow-up-agreed", followUp: { number, kind, owner, dueOn }, ...progress })
      );
    }
    case "complete-follow-up": {
      const { number } = command;
      const followUp = visitCase.followUps.find((one) => one.number === number);
      if (followUp === undefined || followUp.doneOn !== undefined) return refuse("invalid-transition");
      return accept({ type: "follow-up-done", number, ...progress });
    }
    case "refer":
      return refer(visitCase, command, progress);
    case "recall-referral":
    case "correct-referral":
      return changeReferral(visitCase, command, progress);
    case "close": {
      const { reason } = command;
      const untrue =
        (reason === "declined" && visitCase.status !== "declined") ||
        (reason === "turned_18" && today < visitCase.turnsEighteenOn);
      return untrue ? refuse("invalid-transition") : accept({ type: "closed", on: today, reason });
    }
  }
};

import { addDays, dateOf, type Instant } from "@trygt/contracts";
import { accept, refuse, refuseIf } from "@trygt/service-kit/rules";
import {
  type Act,
  type CaseCommand,
  type CaseRefusal,
  type Opening,
  type Ruling,
  transitions,
} from "./case-commands.ts";
import { lastDay } from "./case-due.ts";
import { happen } from "./case-happenings.ts";
import { refer } from "./case-referrals.ts";
import { invite, onOrAfterEighteen, recordOutcome, schedule } from "./case-visits.ts";
import type { Policy } from "./policy.ts";
import type { OpenedCase, VisitCase } from "./visit-case.ts";

/** The rules of a visit case. */
export const decideCase = (visitCase: VisitCase, command: CaseCommand, policy: Policy): Ruling => {
  if (command.type === "open")
    return visitCase.status === "none" ? open(command.opened, command.at, policy) : refuse("invalid-transition");
  if (visitCase.status === "none" || visitCase.status === "erased") return refuse("invalid-transition");
  switch (command.type) {
    case "note-letters":
    case "note-hold":
    case "lift-hold":
    case "note-answer":
    case "note-notification":
    case "note-time":
      return happen(visitCase, command, policy);
    case "refer":
    case "correct-referral":
      if (visitCase.status === "closed") return refuse("invalid-transition");
      return act(visitCase, command, policy);
    case "recall-referral":
      // D9: a yes can be taken back after the case has ended, too
      return act(visitCase, command, policy);
    case "invite":
    case "schedule":
    case "record-outcome":
    case "decline":
    case "agree-follow-up":
    case "complete-follow-up":
    case "close":
      if (transitions[visitCase.status][command.type] === undefined) return outOfTurn(visitCase, command);
      return act(visitCase, command, policy);
  }
};

// B2: that the child will be an adult is the better answer wherever an open case stands
const outOfTurn = (visitCase: OpenedCase, command: Act): Ruling =>
  command.type === "schedule" && visitCase.status !== "closed" && onOrAfterEighteen(visitCase, command.visitAt)
    ? refuse("subject-is-adult", "invalid-transition")
    : refuse("invalid-transition");

const open = ({ custodyHolders, ...opening }: Opening, at: Instant, { reviewDays }: Policy): Ruling => {
  const movedOn = dateOf(at);
  const holders = Array.from({ length: custodyHolders }, (_, n) => ({ holder: n + 1, channel: "pending" as const }));
  const empty = { invitations: 0, visits: [], followUps: [], referrals: [], holds: [], notifications: [] };
  return accept({
    type: "opened",
    opened: { ...opening, ...empty, holders, openedAt: at, movedOn, reviewOn: addDays(movedOn, reviewDays) },
  });
};

const act = (visitCase: OpenedCase, command: Act & { readonly at: Instant }, policy: Policy): Ruling => {
  const today = dateOf(command.at);
  const moved = { on: today, reviewOn: addDays(today, policy.reviewDays) };
  switch (command.type) {
    case "invite":
      return invite(visitCase, command, policy, moved);
    case "schedule":
      return schedule(visitCase, command, policy, moved);
    case "record-outcome":
      return recordOutcome(visitCase, command, moved);
    case "decline":
      return accept({ type: "declined", ...moved });
    case "agree-follow-up": {
      const { kind, owner, dueOn } = command;
      const number = visitCase.followUps.length + 1;
      return (
        refuseIf<CaseRefusal>({
          "date-not-usable": dueOn < today,
          "subject-is-adult": dueOn > lastDay(visitCase, policy),
        }) ?? accept({ type: "follow-up-agreed", followUp: { number, kind, owner, dueOn }, ...moved })
      );
    }
    case "complete-follow-up": {
      const { number } = command;
      const followUp = visitCase.followUps.find((one) => one.number === number);
      if (followUp === undefined || followUp.doneOn !== undefined) return refuse("invalid-transition");
      return accept({ type: "follow-up-done", number, ...moved });
    }
    case "refer":
      return refer(visitCase, command, moved);
    case "recall-referral":
    case "correct-referral": {
      const known = visitCase.referrals.find(({ ticketId }) => ticketId === command.ticketId);
      if (known === undefined) return refuse("invalid-transition");
      const standing = known.status === "offered" || known.status === "accepted";
      if (!standing) return refuse("invalid-transition");
      return command.type === "correct-referral"
        ? accept({ type: "referred-anew", ...moved })
        : accept({ type: "referral-answered", ticketId: command.ticketId, outcome: "recalled" });
    }
    case "close": {
      const { reason } = command;
      const untrue =
        (reason === "declined" && visitCase.status !== "declined") ||
        (reason === "turned_18" && today < visitCase.turnsEighteenOn);
      return untrue ? refuse("invalid-transition") : accept({ type: "closed", on: today, reason });
    }
  }
};

import { dateOf } from "@trygt/contracts";
import { accept, type Circumstances, type Existing } from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import type { VisitCase } from "./case.ts";
import type { CaseDecision, ExternalCommand } from "./case-commands.ts";
import { timeEvents } from "./case-due.ts";
import { isKnown } from "./holds.ts";

/** What others, time and the area bring is taken as it is: none of it is refused. */
export const decideExternal = (
  visitCase: Existing<VisitCase>,
  command: Exclude<ExternalCommand, { type: "open" }>,
  { at, policy }: Circumstances<Policy>,
): CaseDecision => {
  const closed = visitCase.status === "closed";
  switch (command.type) {
    case "note-letters": {
      const { type: _, ...letters } = command;
      return closed ? accept() : accept({ type: "letters-sent", ...letters });
    }
    case "note-hold": {
      const { hold } = command;
      return closed || isKnown(visitCase.holds, hold) ? accept() : accept({ type: "hold-noted", hold, at });
    }
    case "lift-hold": {
      const known = visitCase.holds.some(({ ref }) => ref === command.ref);
      return known ? accept({ type: "hold-lifted", ref: command.ref, at }) : accept();
    }
    case "note-answer": {
      const { type: _, ...answer } = command;
      const referral = visitCase.referrals.find(({ ticketId }) => ticketId === answer.ticketId);
      // Answers come in any order: what has ended stays ended, and what was accepted can only be recalled
      const news = referral?.status === "offered" || (referral?.status === "accepted" && answer.outcome === "recalled");
      return news ? accept({ type: "referral-answered", ...answer }) : accept();
    }
    case "note-notification":
      return accept({ type: "notified", on: dateOf(at), notificationId: command.notificationId });
    case "time-passed":
      return accept(...timeEvents(visitCase, at, policy));
  }
};

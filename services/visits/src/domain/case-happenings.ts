import { dateOf, type Instant, startOf } from "@trygt/contracts";
import { accept } from "@trygt/service-kit/rules";
import type { Happening, Ruling } from "./case-commands.ts";
import { erasedOn, lapsesOn, lastDay } from "./case-due.ts";
import { isKnown } from "./holds.ts";
import type { Policy } from "./policy.ts";
import { ahead, type CaseEvent, type OpenedCase } from "./visit-case.ts";

/** What others, time and the area bring is taken as it is. */
export const happen = (
  visitCase: OpenedCase,
  command: Exclude<Happening, { type: "open" }> & { readonly at: Instant },
  policy: Policy,
): Ruling => {
  const closed = visitCase.status === "closed";
  switch (command.type) {
    case "note-letters": {
      const { type: _, at: __, ...letters } = command;
      return closed ? accept() : accept({ type: "letters-sent", ...letters });
    }
    case "note-hold": {
      const { hold, at } = command;
      return closed || isKnown(visitCase.holds, hold) ? accept() : accept({ type: "hold-noted", hold, at });
    }
    case "lift-hold": {
      const known = visitCase.holds.some(({ ref }) => ref === command.ref);
      return known ? accept({ type: "hold-lifted", ref: command.ref, at: command.at }) : accept();
    }
    case "note-answer": {
      const { ticketId, outcome, reasonCode } = command;
      const referral = visitCase.referrals.find((one) => one.ticketId === ticketId);
      // Answers come in any order: what has ended stays ended, and what was accepted can only be recalled
      const news = referral?.status === "offered" || (referral?.status === "accepted" && outcome === "recalled");
      if (!news) return accept();
      return accept({
        type: "referral-answered",
        ticketId,
        outcome,
        ...(reasonCode === undefined ? {} : { reasonCode }),
      });
    }
    case "note-notification":
      return accept({ type: "notified", on: dateOf(command.at), notificationId: command.notificationId });
    case "note-time":
      return accept(...timeEvents(visitCase, command.at, policy));
  }
};

const timeEvents = (visitCase: OpenedCase, at: Instant, policy: Policy): CaseEvent[] => {
  const on = dateOf(at);
  if (visitCase.status === "closed") return on >= erasedOn(visitCase, policy) ? [{ type: "erased" }] : [];
  // B13: nobody has to remember the fortnight; nothing is carried over. G5: what nobody reviews ends by itself
  const fortnight = { type: "closed", on: lastDay(visitCase, policy), reason: "turned_18" } as const;
  const unreviewed = { type: "closed", on: lapsesOn(visitCase, policy), reason: "no_further_need" } as const;
  // On the day that it was due, however late the clock wakes: the erasure counts from there
  const end = unreviewed.on < fortnight.on ? unreviewed : fortnight;
  if (on >= end.on) return [end];
  const birthday = startOf(visitCase.turnsEighteenOn);
  const tooLate = visitCase.visits.some((visit) => ahead(visit) && visit.at >= birthday);
  return [
    ...(at >= birthday && tooLate ? [{ type: "turned-eighteen", at: birthday } as const] : []),
    ...(visitCase.holds.some(({ until }) => until <= at) ? [{ type: "holds-ended", at } as const] : []),
  ];
};

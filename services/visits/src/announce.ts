import type { Announcement } from "@trygt/contracts";
import { caseClosed, concernDecided, invitationMade } from "@trygt/contracts/visits";
import type { Concern, ConcernEvent } from "./domain/concern.ts";
import type { CaseEvent, VisitCase } from "./domain/visit-case.ts";

/** Of a concern only the decision leaves, as a code: the officer learns the outcome and nothing else. */
export const announceConcern = (id: string, event: ConcernEvent, concern: Concern): Announcement[] => {
  switch (event.type) {
    case "accepted":
      return [concernDecided.of({ concernRef: id, outcome: "accepted" })];
    case "rejected":
    case "lapsed":
      return concern.status === "rejected"
        ? [concernDecided.of({ concernRef: id, outcome: "rejected", reasonCode: concern.reason })]
        : [];
    case "registered":
    case "screening-late":
    case "erased":
      return [];
  }
};

/** Of a case its end leaves, as a code, and the call for letters. A decline, a no-show and what was said never leave. */
export const announceCase = (id: string, event: CaseEvent, visitCase: VisitCase): Announcement[] => {
  switch (event.type) {
    case "invited":
      return visitCase.status === "inviting"
        ? [invitationMade.of({ caseRef: id, invitation: visitCase.invitations })]
        : [];
    case "closed":
      // B3: a family that declined is nobody else's business
      return [
        caseClosed.of({
          caseRef: id,
          reasonCode: event.reason === "declined" ? "no_further_need" : event.reason,
          ...handover(visitCase),
        }),
      ];
    case "opened":
    case "letters-sent":
    case "visit-scheduled":
    case "visit-held":
    case "nobody-home":
    case "declined":
    case "follow-up-agreed":
    case "follow-up-done":
    case "hold-noted":
    case "hold-lifted":
    case "holds-ended":
    case "referred":
    case "referred-anew":
    case "referral-answered":
    case "notified":
    case "turned-eighteen":
    case "erased":
      return [];
  }
};

// B13, G16: a ticket goes along only where the youth agreed to be handed over, and the adult team may still open it or has
const handover = (visitCase: VisitCase) => {
  if (!("referrals" in visitCase)) return {};
  const agreed = visitCase.referrals.find(
    ({ kind, status }) => kind === "adult-handover" && (status === "offered" || status === "accepted"),
  );
  return agreed === undefined ? {} : { ticketId: agreed.ticketId };
};

import type { Announcement } from "@trygt/contracts";
import { caseClosed, concernDecided, invitationMade } from "@trygt/contracts/visits";
import { exists } from "@trygt/service-kit/rules";
import type { CaseEvent, VisitCase } from "./domain/case.ts";
import type { Concern, ConcernEvent } from "./domain/concern.ts";

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

/** Of a notification of concern nothing leaves: it is between its sender and the child team (B7). */
export const announceNotification = (): Announcement[] => [];

/** Of what stands in the way of visits nothing leaves: others announced it. */
export const announceAreaHolds = (): Announcement[] => [];

/** Of a ticket's way back to its case nothing leaves. Of the drafts that officers hold by a ticket, the confirmation leaves that one was erased: that is the inbox of the kit, the same in every service. */
export const announceReferral = (): Announcement[] => [];

// B13, G16: a ticket goes along only where the youth agreed to be handed over, and the adult team may still open it or has
const handover = (visitCase: VisitCase) => {
  if (!exists(visitCase)) return {};
  const agreed = visitCase.referrals.find(
    ({ kind, status }) => kind === "adult-handover" && (status === "offered" || status === "accepted"),
  );
  return agreed === undefined ? {} : { ticketId: agreed.ticketId };
};

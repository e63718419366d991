import { erasureConfirmed } from "../desk/events.ts";
import { inboxOperations } from "../desk/inbox.ts";
import { service } from "../service.ts";
import * as cases from "./cases.ts";
import * as concerns from "./concerns.ts";
import * as days from "./days.ts";
import * as handovers from "./handovers.ts";
import * as notifications from "./notifications.ts";
import { visitsProblems } from "./problems.ts";

export * from "./cases.ts";
export * from "./concerns.ts";
export * from "./days.ts";
export * from "./handovers.ts";
export * from "./ids.ts";
export * from "./notifications.ts";

/** Home visits to under-18s at risk of recruitment, with their parents (point 1 of the agreement). */
export const visits = service({
  name: "visits",
  purpose: "Home visits to under-18s at risk of recruitment, with their parents",
  operations: {
    registerConcern: concerns.registerConcern,
    screenConcern: concerns.screenConcern,
    listConcerns: concerns.listConcerns,
    readConcern: concerns.readConcern,
    readConcernOutcome: concerns.readConcernOutcome,
    listCases: cases.listCases,
    readCase: cases.readCase,
    inviteCustodyHolders: cases.inviteCustodyHolders,
    scheduleVisit: cases.scheduleVisit,
    recordVisitOutcome: cases.recordVisitOutcome,
    recordDecline: cases.recordDecline,
    agreeFollowUp: cases.agreeFollowUp,
    completeFollowUp: cases.completeFollowUp,
    closeCase: cases.closeCase,
    notifyOfConcernInCase: notifications.notifyOfConcernInCase,
    notifyOfConcern: notifications.notifyOfConcern,
    listNotifications: notifications.listNotifications,
    readNotification: notifications.readNotification,
    acknowledgeNotification: notifications.acknowledgeNotification,
    assessNotification: notifications.assessNotification,
    listPlannedVisits: days.listPlannedVisits,
    readCalendar: days.readCalendar,
    readVisitSheet: days.readVisitSheet,
    readCapacity: days.readCapacity,
    referToJob: handovers.referToJob,
    handOver: handovers.handOver,
    recallReferral: handovers.recallReferral,
    correctReferral: handovers.correctReferral,
    ...inboxOperations("visits", ["police_ssp_officer"]),
    completeConcern: handovers.completeConcern,
  },
  events: {
    concernDecided: concerns.concernDecided,
    invitationMade: cases.invitationMade,
    caseClosed: cases.caseClosed,
    erasureConfirmed,
  },
  problems: visitsProblems,
});

import { disclosureReceived, erasureConfirmed } from "../desk/events.ts";
import { inboxOperations } from "../desk/inbox.ts";
import { service } from "../service.ts";
import * as caseReading from "./case-reading.ts";
import * as caseWork from "./case-work.ts";
import * as concernReading from "./concern-reading.ts";
import * as concerns from "./concerns.ts";
import * as days from "./days.ts";
import * as events from "./events.ts";
import * as handovers from "./handovers.ts";
import * as homeVisits from "./home-visits.ts";
import * as notifications from "./notifications.ts";
import { visitsProblems } from "./problems.ts";

export * from "./case-reading.ts";
export * from "./case-values.ts";
export * from "./case-work.ts";
export * from "./concern-reading.ts";
export * from "./concern-values.ts";
export * from "./concerns.ts";
export * from "./days.ts";
export * from "./events.ts";
export * from "./handovers.ts";
export * from "./home-visits.ts";
export * from "./ids.ts";
export * from "./limits.ts";
export * from "./notifications.ts";

/** Home visits to under-18s at risk of recruitment, with their parents (point 1 of the agreement). */
export const visits = service({
  name: "visits",
  purpose: "Home visits to under-18s at risk of recruitment, with their parents",
  operations: {
    registerConcern: concerns.registerConcern,
    screenConcern: concerns.screenConcern,
    listConcerns: concernReading.listConcerns,
    readConcern: concernReading.readConcern,
    readConcernOutcome: concernReading.readConcernOutcome,
    listCases: caseReading.listCases,
    readCase: caseReading.readCase,
    inviteCustodyHolders: caseWork.inviteCustodyHolders,
    scheduleVisit: homeVisits.scheduleVisit,
    recordVisitOutcome: homeVisits.recordVisitOutcome,
    recordDecline: caseWork.recordDecline,
    agreeFollowUp: caseWork.agreeFollowUp,
    completeFollowUp: caseWork.completeFollowUp,
    closeCase: caseWork.closeCase,
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
    concernDecided: events.concernDecided,
    invitationMade: events.invitationMade,
    caseClosed: events.caseClosed,
    disclosureReceived,
    erasureConfirmed,
  },
  problems: visitsProblems,
});

import * as desk from "../desk/events.ts";
import { inboxOperations } from "../desk/inbox.ts";
import { service } from "../service.ts";
import * as areas from "./area-events.ts";
import * as cases from "./cases.ts";
import * as disclosures from "./disclosures.ts";
import * as gatherings from "./gatherings.ts";
import { exchangeProblems } from "./problems.ts";
import * as sharing from "./sharing.ts";
import * as zones from "./zones.ts";

export * from "./area-events.ts";
export * from "./cases.ts";
export * from "./disclosures.ts";
export * from "./gatherings.ts";
export * from "./ids.ts";
export * from "./parties.ts";
export * from "./sharing.ts";
export * from "./zones.ts";

/** Information exchange between the authorities, police efforts, gatherings, and the disclosure desk (points 2, 3 and 4). */
export const exchange = service({
  name: "exchange",
  purpose: "Information exchange between authorities, police efforts, gatherings, and the disclosure desk",
  operations: {
    proposeCase: cases.proposeCase,
    routeMinor: cases.routeMinor,
    approveCase: cases.approveCase,
    addStatement: cases.addStatement,
    correctStatement: cases.correctStatement,
    reviewCase: cases.reviewCase,
    removeCase: cases.removeCase,
    restrictCase: cases.restrictCase,
    listCases: cases.listExchangeCases,
    readCase: cases.readExchangeCase,
    askForInformation: disclosures.askForInformation,
    answerRequest: disclosures.answerRequest,
    listRequests: disclosures.listRequests,
    readRequest: disclosures.readRequest,
    disclose: disclosures.disclose,
    readDisclosure: disclosures.readDisclosure,
    recallDisclosure: disclosures.recallDisclosure,
    confirmErasure: disclosures.confirmErasure,
    listDisclosures: disclosures.listDisclosures,
    listUnconfirmedErasures: disclosures.listUnconfirmedErasures,
    ...inboxOperations("exchange", ["social_case_worker"]),
    mayIShare: sharing.mayIShare,
    recordAgreement: sharing.recordAgreement,
    reportGathering: gatherings.reportGathering,
    assessGathering: gatherings.assessGathering,
    agreeAction: gatherings.agreeAction,
    beginAction: gatherings.beginAction,
    standDown: gatherings.standDown,
    debriefGathering: gatherings.debriefGathering,
    listGatherings: gatherings.listGatherings,
    readAdvice: gatherings.readAdvice,
    publishTrend: gatherings.publishTrend,
    readGatheringFigures: gatherings.readGatheringFigures,
    draftZone: zones.draftZone,
    decideZone: zones.decideZone,
    announceZone: zones.announceZone,
    endZone: zones.endZone,
    listZones: zones.listZones,
    placeHold: zones.placeHold,
  },
  events: {
    disclosureOffered: desk.disclosureOffered,
    disclosureAnswered: desk.disclosureAnswered,
    disclosureRecalled: desk.disclosureRecalled,
    disclosureCorrected: desk.disclosureCorrected,
    gatheringActive: areas.gatheringActive,
    gatheringStoodDown: areas.gatheringStoodDown,
    zoneAnnounced: areas.zoneAnnounced,
    zoneEnded: areas.zoneEnded,
    areaHoldPlaced: areas.areaHoldPlaced,
    trendPublished: areas.trendPublished,
    erasureConfirmed: desk.erasureConfirmed,
  },
  problems: exchangeProblems,
});

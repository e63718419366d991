import * as desk from "../desk/events.ts";
import { inboxOperations } from "../desk/inbox.ts";
import { service } from "../service.ts";
import * as agreements from "./agreements.ts";
import * as areas from "./area-events.ts";
import * as caseEndings from "./case-endings.ts";
import * as caseReading from "./case-reading.ts";
import * as cases from "./cases.ts";
import * as disclosures from "./disclosures.ts";
import * as gatheringReading from "./gathering-reading.ts";
import * as gatherings from "./gatherings.ts";
import * as holds from "./holds.ts";
import { exchangeProblems } from "./problems.ts";
import * as requests from "./requests.ts";
import * as sharing from "./sharing.ts";
import * as statements from "./statements.ts";
import * as trends from "./trends.ts";
import * as zoneReading from "./zone-reading.ts";
import * as zones from "./zones.ts";

export * from "./agreements.ts";
export * from "./area-events.ts";
export * from "./area-text.ts";
export * from "./area-vocabulary.ts";
export * from "./case-endings.ts";
export * from "./case-reading.ts";
export { ExchangeCaseStatus, exchangeCaseParams, Necessity } from "./case-vocabulary.ts";
export * from "./cases.ts";
export * from "./disclosures.ts";
export * from "./gathering-reading.ts";
export { GatheringStatus, SizeBand, StreetAction } from "./gathering-vocabulary.ts";
export * from "./gatherings.ts";
export * from "./holds.ts";
export * from "./ids.ts";
export * from "./limits.ts";
export * from "./parties.ts";
export * from "./requests.ts";
export * from "./sharing.ts";
export * from "./statements.ts";
export * from "./trends.ts";
export * from "./zone-reading.ts";
export { ZoneBasis, ZoneStatus } from "./zone-vocabulary.ts";
export * from "./zones.ts";

/** Information exchange between the authorities, police efforts, gatherings, and the disclosure desk (points 2, 3 and 4). */
export const exchange = service({
  name: "exchange",
  purpose: "Information exchange between authorities, police efforts, gatherings, and the disclosure desk",
  operations: {
    proposeCase: cases.proposeCase,
    routeMinor: cases.routeMinor,
    approveCase: cases.approveCase,
    addStatement: statements.addStatement,
    correctStatement: statements.correctStatement,
    reviewCase: caseEndings.reviewCase,
    removeCase: caseEndings.removeCase,
    restrictCase: caseEndings.restrictCase,
    listCases: caseReading.listExchangeCases,
    readCase: caseReading.readExchangeCase,
    askForInformation: requests.askForInformation,
    answerRequest: requests.answerRequest,
    listRequests: requests.listRequests,
    readRequest: requests.readRequest,
    disclose: disclosures.disclose,
    readDisclosure: disclosures.readDisclosure,
    readDisclosureReceipt: disclosures.readDisclosureReceipt,
    recallDisclosure: disclosures.recallDisclosure,
    confirmErasure: disclosures.confirmErasure,
    listDisclosures: disclosures.listDisclosures,
    listUnconfirmedErasures: disclosures.listUnconfirmedErasures,
    ...inboxOperations("exchange", ["adult_case_worker"]),
    mayIShare: sharing.mayIShare,
    recordAgreement: agreements.recordAgreement,
    reportGathering: gatherings.reportGathering,
    assessGathering: gatherings.assessGathering,
    agreeAction: gatherings.agreeAction,
    beginAction: gatherings.beginAction,
    standDown: gatherings.standDown,
    debriefGathering: gatherings.debriefGathering,
    listGatherings: gatheringReading.listGatherings,
    readGathering: gatheringReading.readGathering,
    readAdvice: gatheringReading.readAdvice,
    publishTrend: trends.publishTrend,
    readGatheringFigures: gatheringReading.readGatheringFigures,
    draftZone: zones.draftZone,
    decideZone: zones.decideZone,
    announceZone: zones.announceZone,
    endZone: zones.endZone,
    listZones: zoneReading.listZones,
    readZone: zoneReading.readZone,
    placeHold: holds.placeHold,
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
    disclosureReceived: desk.disclosureReceived,
    erasureConfirmed: desk.erasureConfirmed,
  },
  problems: exchangeProblems,
});

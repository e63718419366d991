import { exchange } from "@trygt/contracts/exchange";
import { quiet, testRoles } from "@trygt/service-kit/testing";
import { records } from "../records/index.ts";
import { proper } from "../testing/proper-requests.ts";
import { exchangeService } from "../testing/service.ts";

quiet();

testRoles({
  contract: exchange,
  records,
  open: exchangeService,
  proper,
  // A statement is a part of its case, and a ticket in a path is an offer of the own inbox
  kinds: {
    caseId: "CASE",
    statementId: "CASE",
    requestId: "REQUEST",
    disclosureId: "DISCLOSURE",
    ticketId: "OFFER",
    gatheringId: "GATHERING",
    zoneId: "ZONE",
  },
});

import { audit } from "@trygt/contracts/audit";
import { quiet, testRoles } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { records } from "../records/index.ts";
import { proper } from "../testing/proper-requests.ts";
import { auditService } from "../testing/service.ts";

quiet();

describe("the data protection officer alone reads the logs (E1)", () => {
  testRoles({ contract: audit, records, open: auditService, proper, kinds: {} });
});

import { audit } from "@trygt/contracts/audit";
import { quiet, testCprNumbers } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "../testing/proper-requests.ts";
import { auditService } from "../testing/service.ts";

quiet();

describe("a CPR number", () => {
  testCprNumbers({ contract: audit, open: auditService, proper });
});

import { visits } from "@trygt/contracts/visits";
import { quiet, signe, somebody, testCprNumbers } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "../testing/proper-requests.ts";
import { visitsService } from "../testing/service.ts";

quiet();

describe("a CPR number", () => {
  testCprNumbers({ contract: visits, open: visitsService, proper, caller: (role) => somebody(role, signe.id) });
});

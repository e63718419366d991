import { visits } from "@trygt/contracts/visits";
import { quiet, signe, somebody, testLookUps } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "../testing/proper-requests.ts";
import { visitsService } from "../testing/service.ts";

quiet();

describe("a look-up", () => {
  testLookUps({ contract: visits, open: visitsService, proper, caller: (role) => somebody(role, signe.id) });
});

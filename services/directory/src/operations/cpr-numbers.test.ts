import { directory } from "@trygt/contracts/directory";
import { quiet, testCprNumbers } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "../testing/proper-requests.ts";
import { directoryService } from "../testing/service.ts";

quiet();

describe("a CPR number", () => {
  testCprNumbers({ contract: directory, open: directoryService, proper });
});

import { directory } from "@trygt/contracts/directory";
import { quiet, testRoles } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { records } from "../records/index.ts";
import { proper } from "../testing/proper-requests.ts";
import { directoryService } from "../testing/service.ts";

quiet();

describe("whoever works here finds colleagues, and residents find none", () => {
  testRoles({ contract: directory, records, open: directoryService, proper, kinds: {} });
});

import { exchange } from "@trygt/contracts/exchange";
import { quiet, testCprNumbers } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "../testing/proper-requests.ts";
import { exchangeService } from "../testing/service.ts";

quiet();

describe("a CPR number", () => {
  testCprNumbers({ contract: exchange, open: exchangeService, proper });
});

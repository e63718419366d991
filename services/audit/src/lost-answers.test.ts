import { audit } from "@trygt/contracts/audit";
import { losingAnswers, quiet, testLostAnswers } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "./testing/proper-requests.ts";
import { auditOn } from "./testing/service.ts";

quiet();

const unreliable = await losingAnswers((store) => auditOn(store));

describe("a lost answer", { timeout: 60_000 }, () => {
  testLostAnswers({ contract: audit, unreliable, proper });
});

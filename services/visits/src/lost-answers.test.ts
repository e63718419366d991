import { visits } from "@trygt/contracts/visits";
import { losingAnswers, quiet, signe, somebody, testLostAnswers } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "./testing/proper-requests.ts";
import { visitsServiceOn } from "./testing/service.ts";

quiet();

/** Visits on the real engine, over connections that break. */
const unreliable = await losingAnswers(visitsServiceOn);

describe("a lost answer", { timeout: 60_000 }, () => {
  testLostAnswers({ contract: visits, unreliable, proper, caller: (role) => somebody(role, signe.id) });
});

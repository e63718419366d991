import { visits } from "@trygt/contracts/visits";
import { losingPower, quiet, signe, somebody, testErasure } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { records } from "./service.ts";
import { proper } from "./testing/proper-requests.ts";
import { visitsServiceOn } from "./testing/service.ts";

quiet();

/** Visits on the real engine, whose power can be cut. */
const interruptible = await losingPower(visitsServiceOn);

describe("the erasure", { timeout: 120_000 }, () => {
  testErasure({ contract: visits, records, interruptible, proper, caller: (role) => somebody(role, signe.id) });
});

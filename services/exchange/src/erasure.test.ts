import { exchange } from "@trygt/contracts/exchange";
import { losingPower, quiet, testErasure } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { records } from "./service.ts";
import { proper } from "./testing/proper-requests.ts";
import { exchangeOn } from "./testing/service.ts";

quiet();

/** Exchange on the real engine, whose power can be cut. */
const interruptible = await losingPower(exchangeOn);

describe("the erasure", { timeout: 120_000 }, () => {
  testErasure({ contract: exchange, records, interruptible, proper });
});

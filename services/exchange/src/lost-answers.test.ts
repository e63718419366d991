import { exchange } from "@trygt/contracts/exchange";
import { losingAnswers, quiet, testLostAnswers } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "./testing/proper-requests.ts";
import { exchangeOn } from "./testing/service.ts";

quiet();

/** Exchange on the real engine, over connections that break. */
const unreliable = await losingAnswers(exchangeOn);

describe("a lost answer", { timeout: 60_000 }, () => {
  testLostAnswers({ contract: exchange, unreliable, proper });
});

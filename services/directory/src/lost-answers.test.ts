import { directory } from "@trygt/contracts/directory";
import { losingAnswers, quiet, testLostAnswers } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "./testing/proper-requests.ts";
import { directoryOn } from "./testing/service.ts";

quiet();

const unreliable = await losingAnswers((store) => directoryOn(store));

describe("a lost answer", { timeout: 60_000 }, () => {
  testLostAnswers({ contract: directory, unreliable, proper });
});

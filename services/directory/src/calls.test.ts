import { directory } from "@trygt/contracts/directory";
import { countingRequests, quiet, testCosts } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "./testing/proper-requests.ts";
import { directoryOn, type Verb } from "./testing/service.ts";

quiet();

const counted = await countingRequests(directoryOn);

/** The log entry before the answer. */
const costs: Record<Verb, readonly string[]> = { listStaff: ["PutItem"] };

describe("requests to the table", { timeout: 60_000 }, () => {
  testCosts({ contract: directory, counted, proper, costs });
});

import { audit } from "@trygt/contracts/audit";
import { countingRequests, quiet, testCosts } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "./testing/proper-requests.ts";
import { auditOn, type Verb } from "./testing/service.ts";

quiet();

const counted = await countingRequests(auditOn);

/** The log entry before the answer. */
const costs: Record<Verb, readonly string[]> = { listEntries: ["PutItem"] };

describe("requests to the table", { timeout: 60_000 }, () => {
  testCosts({ contract: audit, counted, proper, costs });
});

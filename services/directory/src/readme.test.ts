import { readmeOf, testTablesOf } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import * as service from "./service.ts";

describe("the README", () => {
  testTablesOf(readmeOf(import.meta.dirname), { contract: service.api.contract, subscriber: { reactions: [] } });
});

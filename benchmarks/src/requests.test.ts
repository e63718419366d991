import { expect, test } from "vitest";
import { requestBudgets } from "./budgets.ts";
import { type Counted, countRequests } from "./requests.ts";

const counts = await countRequests();
const of = (operation: Counted["operation"]) => counts.operations.find((counted) => counted.operation === operation);

test.each([
  "create",
  "change",
  "list",
  "read",
  "read with personal data",
  "consumer",
  "consumer, event again",
] as const)("DynamoDB is asked no more and no less often than promised: %s", (operation) => {
  expect(of(operation)?.requests).toBe(requestBudgets[operation]);
});

test.each(["replayed create", "replayed change"] as const)(
  "a repeated request costs at most two requests: %s",
  (operation) => {
    expect(of(operation)?.requests).toBeLessThanOrEqual(requestBudgets[operation]);
  },
);

test.each(["list", "read", "read with personal data"] as const)(
  "what is shown is logged with one request: %s",
  (operation) => {
    expect(of(operation)?.log).toBe(1);
  },
);

test("a write is logged within its own transaction", () => {
  expect(of("create")?.log).toBe(0);
  expect(of("change")?.log).toBe(0);
});

test("nobody waits for EventBridge while a request is answered", () => {
  expect(counts.published).toBe(0);
});

test("the relay publishes ten events with each request", () => {
  expect(counts.relay).toEqual({ 1: 1, 10: 1, 25: 3 });
});

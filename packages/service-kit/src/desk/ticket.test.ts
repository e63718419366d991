import { type Instant, instantOf } from "@trygt/contracts";
import { TicketId } from "@trygt/contracts/desk";
import { describe, expect, it } from "vitest";
import { system } from "../records/actor.ts";
import { ticketFor } from "./ticket.ts";

const at: Instant = instantOf("2026-03-02T08:00:00.000Z");
const context = { at, actor: system, operation: "visits.referToJob", correlationId: "request-1" };
const idempotency = { client: "50000000-0000-4000-8000-000000000001", key: "a-key", fingerprint: "ab".repeat(32) };
const ticketOf = (change: Partial<typeof idempotency> = {}) =>
  ticketFor({ ...context, idempotency: { ...idempotency, ...change } });

describe("the ticket of a deposit", () => {
  it("is the same for the same request, whenever it is sent", () => {
    expect(ticketOf()).toBe(ticketFor({ ...context, at: instantOf("2026-03-03T08:00:00.000Z"), idempotency }));
  });

  it("is another for another client, key or content", () => {
    const tickets = [ticketOf(), ticketOf({ client: "x" }), ticketOf({ key: "x" }), ticketOf({ fingerprint: "x" })];
    expect(new Set(tickets).size).toBe(4);
  });

  it("has the form of a ticket: a UUID that tells nothing", () => {
    expect(TicketId.safeParse(ticketOf()).success).toBe(true);
    expect(ticketOf()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("is not made for a request that cannot be told from others", () => {
    expect(() => ticketFor(context)).toThrow(/told from others/);
  });
});

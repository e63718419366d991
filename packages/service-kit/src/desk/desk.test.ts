import type { InvokeCommand } from "@aws-sdk/client-lambda";
import { instantOf } from "@trygt/contracts";
import type { TicketId } from "@trygt/contracts/desk";
import { describe, expect, it } from "vitest";
import { ContentionError } from "../records/store.ts";
import { parcel } from "../testing/inbox-service.ts";
import { desk } from "./desk.ts";

const at = instantOf("2026-03-02T08:00:00.000Z");
const message = { act: "recall", ticketId: "70000000-0000-4000-8000-000000000001" as TicketId } as const;

/** Visits at a desk function that gives this answer; and what the function was sent. */
const asking = (answer: { readonly Payload?: Uint8Array; readonly FunctionError?: string }) => {
  const sent: InvokeCommand[] = [];
  const client = {
    send: async (command: InvokeCommand) => {
      sent.push(command);
      return answer;
    },
  };
  const ask = desk({ client: client as never, functionName: "exchange-desk", depositor: "visits" });
  return { sent, ask: () => ask(message, { at, correlationId: "request-1" }) };
};
const says = (reply: unknown) => ({ Payload: Buffer.from(JSON.stringify(reply)) });

describe("a service at the desk", () => {
  it("asks under its own name, with the time and the request that it acts for", async () => {
    const { sent, ask } = asking(says({ outcome: "done" }));
    expect(await ask()).toEqual({ outcome: "done" });
    const [{ input } = { input: { FunctionName: "", Payload: undefined } }] = sent;
    expect(input.FunctionName).toBe("exchange-desk");
    expect(JSON.parse(Buffer.from(input.Payload as Uint8Array).toString())).toEqual({
      depositor: "visits",
      at,
      correlationId: "request-1",
      message,
    });
  });

  it("gets a parcel, or a refusal as an answer", async () => {
    expect(await asking(says({ outcome: "done", parcel })).ask()).toEqual({ outcome: "done", parcel });
    const refused = { outcome: "refused", reasons: ["ticket-used"] };
    expect(await asking(says(refused)).ask()).toEqual(refused);
  });

  it("is told to try again when the desk function failed or said nothing", async () => {
    await expect(asking({ ...says({}), FunctionError: "Unhandled" }).ask()).rejects.toBeInstanceOf(ContentionError);
    await expect(asking({}).ask()).rejects.toBeInstanceOf(ContentionError);
  });

  it("takes no answer of another form", async () => {
    await expect(asking(says({ outcome: "done", parcel: { ...parcel, gang: "x" } })).ask()).rejects.toThrow();
    await expect(asking(says({ outcome: "refused", reasons: [] })).ask()).rejects.toThrow();
  });
});

import type { InvokeCommand } from "@aws-sdk/client-lambda";
import type { TicketId } from "@trygt/contracts/desk";
import { describe, expect, it } from "vitest";
import { isTransient } from "../ports/transient.ts";
import { ContentionError } from "../records/store.ts";
import { parcel } from "../testing/inbox-service.ts";
import { desk } from "./desk.ts";

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
  const ask = desk({ client: client as never, functionName: "exchange-desk:visits" });
  return { sent, ask: () => ask(message, { correlationId: "request-1" }) };
};
const says = (reply: unknown) => ({ Payload: Buffer.from(JSON.stringify(reply)) });

describe("a service at the desk", () => {
  it("asks by its own door, with the request that it acts for, and says nothing of who it is or what time it is", async () => {
    const { sent, ask } = asking(says({ outcome: "done" }));
    expect(await ask()).toEqual({ outcome: "done" });
    const [{ input } = { input: { FunctionName: "", Payload: undefined } }] = sent;
    expect(input.FunctionName).toBe("exchange-desk:visits");
    expect(JSON.parse(Buffer.from(input.Payload as Uint8Array).toString())).toEqual({
      correlationId: "request-1",
      message,
    });
  });

  it("gets a parcel, or a refusal as an answer", async () => {
    const opened = { outcome: "done", handedOver: { parcel, parcelVersion: 1 } };
    expect(await asking(says(opened)).ask()).toEqual(opened);
    const refused = { outcome: "refused", reasons: ["ticket-used"] };
    expect(await asking(says(refused)).ask()).toEqual(refused);
  });

  const failing = (errorType: string) => asking({ ...says({ errorType }), FunctionError: "Unhandled" }).ask();

  it.each(["FunctionIsBusy", "Sandbox.Timedout", "Runtime.ExitError"])(
    "is told to try again when the desk ends with %s, or says nothing",
    async (errorType) => {
      await expect(failing(errorType)).rejects.toBeInstanceOf(ContentionError);
      await expect(asking({}).ask()).rejects.toBeInstanceOf(ContentionError);
    },
  );

  it.each(["TypeError", "AccessDeniedException"])(
    "is not told to try again when the desk ends with %s: that never passes",
    async (errorType) => {
      await expect(failing(errorType)).rejects.toSatisfy((error) => !isTransient(error));
    },
  );

  it("takes no answer of another form", async () => {
    await expect(
      asking(says({ outcome: "done", handedOver: { parcel: { ...parcel, gang: "x" }, parcelVersion: 1 } })).ask(),
    ).rejects.toThrow();
    await expect(asking(says({ outcome: "refused", reasons: [] })).ask()).rejects.toThrow();
  });
});

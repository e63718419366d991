import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { type DeskReply, type DeskRequest, DeskReply as Reply } from "@trygt/contracts/desk";
import * as z from "zod/mini";
import type { CommandContext } from "../records/command.ts";
import { ContentionError } from "../records/store.ts";
import { deskMs } from "../time-limits/limits.ts";

/** The disclosure desk: the house's one door for personal data. A refusal is an answer; throws when the desk cannot be reached. */
export type Desk = (
  message: DeskRequest["message"],
  context: Pick<CommandContext, "correlationId">,
) => Promise<DeskReply>;

/** The desk as exchange's private function. `functionName` ends in the alias that is the service's own door: who asks follows from that alone. */
export const desk =
  (options: { readonly client: Pick<LambdaClient, "send">; readonly functionName: string }): Desk =>
  async (message, { correlationId }) => {
    const request: DeskRequest = { correlationId, message };
    const { Payload, FunctionError } = await options.client.send(
      new InvokeCommand({ FunctionName: options.functionName, Payload: Buffer.from(JSON.stringify(request)) }),
      { abortSignal: AbortSignal.timeout(deskMs) },
    );
    const answer: unknown = Payload === undefined ? undefined : JSON.parse(Buffer.from(Payload).toString());
    if (FunctionError !== undefined || answer === undefined) throw failed(answer);
    return z.parse(Reply(), answer);
  };

/** What the desk function calls what may pass by itself. */
export const deskIsBusy = "DeskIsBusy";

// Of an invocation that Lambda itself ended it says so by the type: it ran out of time or did not start
const failed = (answer: unknown): Error => {
  const { errorType = "" } = (answer ?? {}) as { readonly errorType?: string };
  const passing =
    answer === undefined || errorType === deskIsBusy || /^(?:Sandbox|Runtime|Extension)\./.test(errorType);
  return passing ? new ContentionError("The disclosure desk is busy") : new Error("The disclosure desk failed");
};

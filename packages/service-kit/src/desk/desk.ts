import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { type DeskReply, type DeskRequest, DeskReply as Reply } from "@trygt/contracts/desk";
import * as z from "zod/mini";
import type { CommandContext } from "../records/command.ts";
import { ContentionError } from "../records/store.ts";
import { deskMs } from "../time-limits/limits.ts";

/** The disclosure desk: the house's one door for personal data. A refusal is an answer; throws when the desk cannot be reached. */
export type Desk = (
  message: DeskRequest["message"],
  context: Pick<CommandContext, "at" | "correlationId">,
) => Promise<DeskReply>;

/** The desk as exchange's private function. `depositor` is the service that asks. */
export const desk =
  (options: {
    readonly client: Pick<LambdaClient, "send">;
    readonly functionName: string;
    readonly depositor: string;
  }): Desk =>
  async (message, { at, correlationId }) => {
    const request: DeskRequest = { depositor: options.depositor, at, correlationId, message };
    const { Payload, FunctionError } = await options.client.send(
      new InvokeCommand({ FunctionName: options.functionName, Payload: Buffer.from(JSON.stringify(request)) }),
      { abortSignal: AbortSignal.timeout(deskMs) },
    );
    if (FunctionError !== undefined || Payload === undefined) throw new ContentionError("The disclosure desk failed");
    return z.parse(Reply(), JSON.parse(Buffer.from(Payload).toString()));
  };

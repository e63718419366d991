import { type DeskReply, type DeskRequest, DeskReply as Reply } from "@trygt/contracts/desk";
import * as z from "zod/mini";
import { askFunction, type PrivateFunction } from "../ports/private-function.ts";
import type { CommandContext } from "../records/command.ts";

/** The disclosure desk: the house's one door for personal data. A refusal is an answer; throws when the desk cannot be reached. */
export type Desk = (
  message: DeskRequest["message"],
  context: Pick<CommandContext, "correlationId">,
) => Promise<DeskReply>;

/** The desk as exchange's private function. `functionName` ends in the alias that is the service's own door: who asks follows from that alone. */
export const desk =
  (door: PrivateFunction): Desk =>
  async (message, { correlationId }) => {
    const request: DeskRequest = { correlationId, message };
    return z.parse(Reply(), await askFunction(door, request));
  };

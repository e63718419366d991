import type { EventContract, EventMeta } from "@trygt/contracts";
import type * as z from "zod/mini";
import type { CommandContext } from "../records/command.ts";

/** What a reaction gets besides the data: the envelope, and the context that marks the event as handled. */
export type EventDelivery = { readonly meta: EventMeta; readonly context: CommandContext };

/** Somebody else's event, and the own command it leads to. A subscription to the event follows from it. */
export type Reaction<Deps> = {
  readonly event: EventContract;
  readonly handle: (deps: Deps, data: unknown, delivery: EventDelivery) => Promise<unknown>;
};

/** Reacts to an event; its data arrive parsed by the contract. A refusal is an answer, an error brings the event again. */
export const reaction = <Data extends z.core.$ZodType, Deps>(
  event: EventContract<Data>,
  handle: (deps: Deps, data: z.core.output<Data>, delivery: EventDelivery) => Promise<unknown>,
): Reaction<Deps> => ({ event, handle: handle as Reaction<Deps>["handle"] });

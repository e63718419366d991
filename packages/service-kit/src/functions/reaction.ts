import type { EventContract, EventMeta } from "@trygt/contracts";
import type * as z from "zod/mini";
import type { CommandContext } from "../records/command.ts";

/** What a reaction gets besides the data: the envelope, the service that says it, and the context that marks the event as handled. */
export type EventDelivery = {
  readonly meta: EventMeta;
  readonly service: string;
  readonly context: CommandContext;
};

/** Fields of an event's data with the values that somebody wants to hear of. */
export type Wanted = Readonly<Record<string, readonly string[]>>;

/** Somebody else's event, and the own command it leads to. A subscription to the event follows from it. */
export type Reaction<Deps> = {
  readonly event: EventContract;
  /** Of which events of this name the bus brings those with these values; all unless said. */
  readonly wanted: Wanted;
  readonly handle: (deps: Deps, data: unknown, delivery: EventDelivery) => Promise<unknown>;
};

/** Reacts to an event; its data arrive parsed by the contract. A refusal is an answer, an error brings the event again. */
export const reaction = <Data extends z.core.$ZodType, Deps>(
  event: EventContract<Data>,
  handle: (deps: Deps, data: z.core.output<Data>, delivery: EventDelivery) => Promise<unknown>,
  wanted: { readonly [Field in keyof z.core.output<Data>]?: readonly (z.core.output<Data>[Field] & string)[] } = {},
): Reaction<Deps> => ({ event, wanted: wanted as Wanted, handle: handle as Reaction<Deps>["handle"] });

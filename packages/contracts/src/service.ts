import type { EventContract } from "./event.ts";
import type { Operation } from "./operation.ts";

/** All that one service shows the world: its operations by verb, and the events it announces. */
export type ServiceContract<
  Operations extends Record<string, Operation> = Record<string, Operation>,
  Events extends Record<string, EventContract> = Record<string, EventContract>,
> = {
  readonly name: string;
  /** What the service is for, in one sentence. */
  readonly purpose: string;
  readonly operations: Operations;
  readonly events: Events;
};

/** Declares a service; a route without a contract here cannot exist. */
export const service = <Operations extends Record<string, Operation>, Events extends Record<string, EventContract>>(
  contract: ServiceContract<Operations, Events>,
): ServiceContract<Operations, Events> => contract;

import { exchange } from "@trygt/contracts/exchange";
import { visits } from "@trygt/contracts/visits";

/** The services of the partnership, by name: what the client speaks unless told otherwise. */
export const partnership = { exchange, visits } as const;

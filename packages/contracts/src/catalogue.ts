import { exchange } from "./exchange/index.ts";
import type { ServiceContract } from "./service.ts";
import { visits } from "./visits/index.ts";

/** Every service of the partnership, for what must see all borders at once: the gateway, the reference, the client, the tests. */
export const catalogue: readonly ServiceContract[] = [exchange, visits];

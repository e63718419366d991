import { exchange } from "./exchange/index.ts";
import type { ServiceContract } from "./service.ts";
import { visits } from "./visits/index.ts";

/** The services of the partnership, each under its name. */
export const services = { exchange, visits } as const;

/** Every service of the partnership, for what must see all borders at once: the gateway, the reference, the tests. */
export const catalogue: readonly ServiceContract[] = Object.values(services);

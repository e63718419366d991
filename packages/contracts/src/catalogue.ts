import { audit } from "./audit/index.ts";
import { directory } from "./directory/index.ts";
import { exchange } from "./exchange/index.ts";
import type { ServiceContract } from "./service.ts";
import { visits } from "./visits/index.ts";

/** The services of the partnership, each under its name. */
export const services = { audit, directory, exchange, visits } as const;

/** Every service of the partnership, for what must see all borders at once: the gateway, the reference, the tests. */
export const catalogue: readonly ServiceContract[] = Object.values(services);

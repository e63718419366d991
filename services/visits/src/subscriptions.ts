import type { EventContract } from "@trygt/contracts";

/** The events of other services that visits listens to; infra makes a rule for each. */
export const subscribesTo: readonly EventContract[] = [];

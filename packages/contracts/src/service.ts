import type { EventContract } from "./event.ts";
import type { Operation } from "./operation.ts";
import type { ProblemCatalogue, ProblemKind } from "./problems/problem.ts";
import type { StandingProblem } from "./problems/standing.ts";

/** All that one service shows the world: its operations by verb, the events it announces, and the refusals of its rules. */
export type ServiceContract<
  Operations extends Record<string, Operation> = Record<string, Operation>,
  Events extends Record<string, EventContract> = Record<string, EventContract>,
  Problems extends ProblemCatalogue = ProblemCatalogue,
> = {
  readonly name: string;
  /** What the service is for, in one sentence. */
  readonly purpose: string;
  readonly operations: Operations;
  readonly events: Events;
  /** The refusals of its rules by slug, beside the standing ones that any service answers. */
  readonly problems: Problems;
};

/** The refusals that operations name and that no service answers by itself: their service must declare them. */
type Named<Operations extends Record<string, Operation>> = Exclude<
  Operations[keyof Operations]["problems"][number],
  StandingProblem
>;

/**
 * Declares a service; a route without a contract here cannot exist. Does not compile while an operation names a problem
 * that is neither standing nor among `problems`.
 */
/* @__NO_SIDE_EFFECTS__ */
export const service = <
  Operations extends Record<string, Operation>,
  Events extends Record<string, EventContract>,
  Problems extends ProblemCatalogue,
>(
  contract: ServiceContract<Operations, Events, Problems & Readonly<Record<Named<Operations>, ProblemKind>>>,
): ServiceContract<Operations, Events, Problems> => contract;

import type { Plan } from "./assembly/plan.ts";
import type { JournalledEvent } from "./bus/bus.ts";
import type { Move } from "./clock.ts";
import type { DeadLetter } from "./dead-letters.ts";
import type { Flow } from "./flow.ts";
import type { Log, Outcome } from "./functions/worker.ts";
import type { SignedInPerson } from "./issuer.ts";
import type { Person } from "./people.ts";
import type { Letter } from "./stand-ins/digital-post.ts";
import type { StandIn } from "./stand-ins/stand-in.ts";

/** How a local cloud is started. */
export type CloudOptions = {
  /** The folder of one Stage's cloud assembly. */
  readonly assembly: string;
  /** A folder that keeps everything, or `memory`. */
  readonly data: string;
  /** ISO instant to set the clock to; without it the clock goes on from the data folder, or from the story's beginning. */
  readonly now?: string;
  /** Port of the public server on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  readonly people?: readonly Person[];
  /** Outside parties by the environment variable that holds their URL; added to the person register and Digital Post. */
  readonly standIns?: Readonly<Record<string, StandIn>>;
  /** Documents served as JSON by path, made on request. */
  readonly documents?: Readonly<Record<string, () => unknown>>;
  /** Variables that every function gets besides its own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Hears the console output of functions, line by line. */
  readonly log?: Log;
  /** Endpoint of another DynamoDB engine; then none is started. */
  readonly engineEndpoint?: string;
  /** Makes invocations fail for tests: answers the error message, or `undefined` to let the function run. */
  readonly fault?: (functionName: string, event: unknown) => string | undefined;
};

/** A running local cloud. Times are ISO instants with Copenhagen's offset. */
export type Cloud = {
  readonly url: string;
  readonly plan: Plan;
  readonly people: readonly SignedInPerson[];
  readonly clock: () => string;
  /** Moves the clock forward and resolves when all that fell due has been done. Throws where the move leads nowhere. */
  readonly advance: (move: string | Move) => Promise<string>;
  /** Resolves when every stream and queue is empty and no function runs. */
  readonly settle: () => Promise<void>;
  readonly events: (since?: number | string) => readonly JournalledEvent[];
  readonly deadLetters: () => readonly DeadLetter[];
  /** Sends dead letters back to where they died, from all dead-letter queues or the named one. */
  readonly redrive: (queue?: string) => Promise<{ readonly moved: number; readonly left: number }>;
  readonly letters: () => readonly Letter[];
  readonly flow: Flow;
  /** Invokes a function directly, as a schedule would. */
  readonly invoke: (functionName: string, event: unknown) => Promise<Outcome>;
  readonly engineEndpoint: string;
  readonly awsEndpoint: string;
  /** Resolves when the engine has died under the cloud, after which it is of no use. */
  readonly engineDied: Promise<void>;
  readonly stop: () => Promise<void>;
};

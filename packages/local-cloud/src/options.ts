import type { PlatformOptions, Runner, RunnerOptions } from "@trygt/assembly-runner";
import type { SignedInPerson } from "./issuer.ts";
import type { Person } from "./people.ts";
import type { Letter } from "./stand-ins/digital-post.ts";
import type { StandIn } from "./stand-ins/stand-in.ts";

/** How a local cloud is started; without `now` the clock goes on from the data folder, or from the story's beginning. */
export type CloudOptions = Omit<PlatformOptions, "startsAt" | "timeZone"> &
  Pick<RunnerOptions, "log" | "fault"> & {
    readonly people?: readonly Person[];
    /** Outside parties by the environment variable that holds their URL; added to the person register and Digital Post. */
    readonly standIns?: Readonly<Record<string, StandIn>>;
    /** Documents served as JSON by path, made on request. */
    readonly documents?: Readonly<Record<string, () => unknown>>;
    /** Variables that every function gets besides its own. */
    readonly env?: Readonly<Record<string, string>>;
  };

/** A running local cloud: a runner with people and letters. Times are ISO instants with Copenhagen's offset. */
export type Cloud = Omit<Runner, "serve"> & {
  readonly people: readonly SignedInPerson[];
  readonly letters: () => readonly Letter[];
};

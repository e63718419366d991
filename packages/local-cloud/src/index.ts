export type { ClockMove, DeadLetter, JournalledEvent } from "@trygt/assembly-runner";
export { startCloud, storyTime } from "./cloud.ts";
export type { SignedInPerson } from "./issuer.ts";
export type { Cloud, CloudOptions } from "./options.ts";
export { demoPeople, type Person, person } from "./people.ts";
export { isStartRefusal } from "./refusal.ts";
export { type Citizen, citizens } from "./stand-ins/citizens.ts";
export type { Letter } from "./stand-ins/digital-post.ts";
export type { StandIn, StandInRequest } from "./stand-ins/stand-in.ts";

export type { Actor, Staff } from "./access-log.ts";
export type { Aggregate, Figure, Filing, Listing, VaultKey } from "./aggregate.ts";
export * from "./decision.ts";

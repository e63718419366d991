import type { Instant } from "@trygt/contracts";
import type { Ledger, Store } from "@trygt/service-kit";
import type { AreaHolds, AreaHoldsCommand } from "../domain/area-holds.ts";
import type { Gathering, GatheringCommand } from "../domain/gathering.ts";
import type { Policy } from "../domain/policy.ts";
import type { Trend, TrendCommand } from "../domain/trend.ts";
import type { Zone, ZoneCommand } from "../domain/zone.ts";

/** What the use cases of gatherings, zones, holds and trends stand on. */
export type AreaDeps = {
  readonly store: Store;
  readonly gatherings: Ledger<Gathering, GatheringCommand>;
  readonly zones: Ledger<Zone, ZoneCommand>;
  readonly areaHolds: Ledger<AreaHolds, AreaHoldsCommand>;
  readonly trends: Ledger<Trend, TrendCommand>;
  readonly policy: Policy;
  readonly now: () => Instant;
  readonly newId: () => string;
};

import type { AreaCode } from "@trygt/contracts";
import { type Call, system, unmarked } from "@trygt/service-kit";
import type { SubscriberDeps } from "../deps.ts";
import type { Hold } from "../domain/holds.ts";
import { districtOf, worklist } from "../storage/worklists.ts";

/** Something is going on: visits there wait. Told twice or too late it changes nothing, because a hold is known by its reference. */
export const placeHold = async (deps: SubscriberDeps, hold: Hold, call: Call): Promise<void> => {
  const { at } = call;
  await deps.areaHolds.upsert(hold.areaCode, { type: "place", at, hold }, unmarked(call));
  if (!(await stands(deps, hold))) return;
  for (const caseId of await casesIn(deps, hold.areaCode))
    await deps.cases.run(caseId, { type: "note-hold", at, hold }, unmarked(call));
};

/** It is over: visits that still lie ahead take place after all. */
export const liftHold = async (deps: SubscriberDeps, ref: string, areaCode: AreaCode, call: Call): Promise<void> => {
  const { at } = call;
  await deps.areaHolds.upsert(areaCode, { type: "lift", at, areaCode, ref }, unmarked(call));
  for (const caseId of await casesIn(deps, areaCode))
    await deps.cases.run(caseId, { type: "lift-hold", at, ref }, unmarked(call));
};

/** The holds that a case has to know of: its own area's, and those of the district around it. */
export const holdsAround = async (deps: SubscriberDeps, areaCode: AreaCode): Promise<readonly Hold[]> => {
  const around = await Promise.all(
    [...new Set([areaCode, districtOf(areaCode)])].map((area) => deps.areaHolds.show(area, system)),
  );
  return around.flatMap((found) => found?.state.holds ?? []);
};

const stands = async (deps: SubscriberDeps, hold: Hold): Promise<boolean> =>
  (await deps.areaHolds.show(hold.areaCode, system))?.state.holds.some(({ ref }) => ref === hold.ref) ?? false;

const casesIn = async ({ store }: SubscriberDeps, area: AreaCode): Promise<string[]> => {
  const found: string[] = [];
  let cursor: Parameters<typeof store.list>[1]["cursor"];
  do {
    const page = await store.list(
      worklist.casesIn(districtOf(area)),
      { limit: 100, cursor },
      { from: area, until: `${area}\uffff` },
    );
    found.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
};

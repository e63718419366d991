import type { AreaCode } from "@trygt/contracts";
import { type Call, system, unmarked } from "@trygt/service-kit";
import type { SubscriberDeps } from "../deps.ts";
import type { Hold } from "../domain/holds.ts";
import { districtOf, worklist } from "../storage/worklists.ts";

/** Something is going on: visits there wait. A hold is known by its reference and how often it had changed, so that what is told twice, late or in another order changes nothing. */
export const placeHold = async (deps: SubscriberDeps, hold: Hold, call: Call): Promise<void> => {
  await deps.areaHolds.upsert(hold.areaCode, { type: "place", at: call.at, hold }, unmarked(call));
  await tellCases(deps, hold, call);
};

/** It is over: visits that still lie ahead take place after all. */
export const liftHold = async (
  deps: SubscriberDeps,
  over: Pick<Hold, "areaCode" | "ref" | "version">,
  call: Call,
): Promise<void> => {
  await deps.areaHolds.upsert(over.areaCode, { type: "lift", at: call.at, ...over }, unmarked(call));
  await tellCases(deps, over, call);
};

// What the area's record says counts, and not the event at hand. Another may be handled at the same time: whoever ends last tells the last word
const tellCases = async (
  deps: SubscriberDeps,
  { areaCode, ref }: Pick<Hold, "areaCode" | "ref">,
  call: Call,
): Promise<void> => {
  const { at } = call;
  const known = async () => (await deps.areaHolds.show(areaCode, system))?.state.holds.find((hold) => hold.ref === ref);
  let hold = await known();
  for (;;) {
    for (const caseId of await casesIn(deps, areaCode))
      await deps.cases.run(
        caseId,
        hold === undefined ? { type: "lift-hold", at, ref } : { type: "note-hold", at, hold },
        unmarked(call),
      );
    const now = await known();
    if (now?.version === hold?.version) return;
    hold = now;
  }
};

/** The holds that a case has to know of: its own area's, and those of the district around it. */
export const holdsAround = async (deps: SubscriberDeps, areaCode: AreaCode): Promise<readonly Hold[]> => {
  const around = await Promise.all(
    [...new Set([areaCode, districtOf(areaCode)])].map((area) => deps.areaHolds.show(area, system)),
  );
  return around.flatMap((found) => found?.state.holds ?? []);
};

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

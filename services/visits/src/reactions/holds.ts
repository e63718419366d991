import type { AreaCode, Cursor } from "@trygt/contracts";
import { type CommandContext, type Dependencies, system, withoutDeduplication } from "@trygt/service-kit";
import type { Hold } from "../domain/holds.ts";
import type { records } from "../records/index.ts";
import { districtOf, worklist } from "../records/worklists.ts";

/** What holds stand on: the records of areas, and the cases in them. */
export type HoldDependencies = Pick<Dependencies<typeof records, "worklists">, "areaHolds" | "cases">;

type AreaHoldsReader = { readonly areaHolds: Pick<HoldDependencies["areaHolds"], "find"> };

/** Something is going on: visits there wait. A hold is known by its reference and how often it had changed, so that what is told twice, late or in another order changes nothing. */
export const placeHold = async (deps: HoldDependencies, hold: Hold, context: CommandContext): Promise<void> => {
  const area = { id: hold.areaCode, when: "any" } as const;
  await deps.areaHolds.execute(area, { type: "place", hold }, withoutDeduplication(context));
  await tellCases(deps, hold, context);
};

/** It is over: visits that still lie ahead take place after all. */
export const liftHold = async (
  deps: HoldDependencies,
  over: Pick<Hold, "areaCode" | "ref" | "version">,
  context: CommandContext,
): Promise<void> => {
  const area = { id: over.areaCode, when: "any" } as const;
  await deps.areaHolds.execute(area, { type: "lift", ...over }, withoutDeduplication(context));
  await tellCases(deps, over, context);
};

// What the area's record says counts, and not the event at hand. Another may be handled at the same time: whoever ends last tells the last word
const tellCases = async (
  deps: HoldDependencies,
  { areaCode, ref }: Pick<Hold, "areaCode" | "ref">,
  context: CommandContext,
): Promise<void> => {
  const known = async () => (await holdsIn(deps, areaCode)).find((hold) => hold.ref === ref);
  let hold = await known();
  for (;;) {
    const command = hold === undefined ? ({ type: "lift-hold", ref } as const) : ({ type: "note-hold", hold } as const);
    for (const caseId of await casesIn(deps, areaCode))
      await deps.cases.execute(caseId, command, withoutDeduplication(context));
    const now = await known();
    if (now?.version === hold?.version) return;
    hold = now;
  }
};

/** The holds that a case has to know of: its own area's, and those of the district around it. */
export const holdsAround = async (deps: AreaHoldsReader, areaCode: AreaCode): Promise<readonly Hold[]> => {
  const areas = [...new Set([areaCode, districtOf(areaCode)])];
  return (await Promise.all(areas.map((area) => holdsIn(deps, area)))).flat();
};

const holdsIn = async ({ areaHolds }: AreaHoldsReader, area: string): Promise<readonly Hold[]> =>
  (await areaHolds.find(area, system))?.state.holds ?? [];

const casesIn = async ({ cases }: HoldDependencies, area: AreaCode): Promise<string[]> => {
  const found: string[] = [];
  let cursor: Cursor | undefined;
  do {
    const list = worklist.casesIn(districtOf(area));
    const page = await cases.list(list, { limit: 100, cursor }, { from: area, until: `${area}\uffff` });
    found.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
};

import type { StaffId } from "@trygt/contracts";

/** How long what the directory said is taken as true, in milliseconds: whoever leaves is named no longer after a minute. */
export const staffCacheMs = 60_000;

/** How many members of staff one container remembers. */
const maxRemembered = 500;

/** What is known of a member of staff, that they are not active too, remembered for a minute; who is not known may have begun just now, and is asked for anew. */
export const remembered = <Known>(
  ask: (id: StaffId) => Promise<Known | undefined>,
  now: () => number,
): ((id: StaffId) => Promise<Known | undefined>) => {
  const kept = new Map<StaffId, { readonly known: Known; readonly until: number }>();
  return async (id) => {
    const found = kept.get(id);
    if (found !== undefined && now() < found.until) return found.known;
    const known = await ask(id);
    kept.delete(id);
    if (known === undefined) return undefined;
    kept.set(id, { known, until: now() + staffCacheMs });
    const [oldest] = kept.keys();
    if (kept.size > maxRemembered && oldest !== undefined) kept.delete(oldest);
    return known;
  };
};

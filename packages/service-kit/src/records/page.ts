import { cursorText } from "@trygt/contracts";
import type { Loaded, Page } from "./store.ts";

/** A page as a reply shows it: each record by `show`, left out where that gives nothing, and the cursor as text. */
export const toPage = <State, Item>(page: Page<Loaded<State>>, show: (record: Loaded<State>) => Item | undefined) => ({
  items: page.items.flatMap((record) => show(record) ?? []),
  ...(page.next === undefined ? {} : { next: cursorText(page.next) }),
});

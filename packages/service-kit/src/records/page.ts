import { cursorText } from "@trygt/contracts";
import type { Page } from "./store.ts";

/** A page as a reply shows it: each record by `show`, left out where that gives nothing, and the cursor as text. */
export const toPage = <Listed, Item>(page: Page<Listed>, show: (record: Listed) => Item | undefined) => ({
  items: page.items.flatMap((record) => show(record) ?? []),
  ...(page.next === undefined ? {} : { next: cursorText(page.next) }),
});

/// <reference lib="dom" />
import type { Overview } from "../control.ts";
import type { Letter } from "../stand-ins/digital-post.ts";
import { foldable, jsonBox, make, replace } from "./dom.ts";

/** Shows the letters that went out, the newest first, each in its language. */
export const showLetters = (letters: readonly Letter[]): void => {
  const shown = letters
    .toReversed()
    .map(({ sentAt, title, language, body }) =>
      foldable(`${sentAt.slice(0, 10)} ${sentAt.slice(11, 16)} ${title}`, make("p", { lang: language }, body)),
    );
  replace("letters", shown.length > 0 ? shown : [make("p", { class: "hint" }, "None yet.")]);
};

/** Shows what the cloud runs: counts, and the names when unfolded. */
export const showRuns = ({ engine, tables, functions, routes, rules, schedules }: Overview): void =>
  replace("runs", [
    foldable(`${functions.length} functions`, jsonBox(functions)),
    foldable(`${tables.length} tables`, jsonBox({ engine, tables })),
    foldable(`${routes.length} routes`, jsonBox(routes)),
    foldable(`${rules.length} rules`, jsonBox(rules)),
    foldable(`${schedules.length} schedules`, jsonBox(schedules)),
  ]);

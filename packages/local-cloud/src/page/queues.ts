/// <reference lib="dom" />
import type { DeadLetter } from "@trygt/assembly-runner";
import type { Overview } from "../control.ts";
import { find, foldable, jsonBox, make, replace } from "./dom.ts";
import { post } from "./http.ts";
import { counted, resourceName } from "./words.ts";

type Queue = Overview["queues"][number];

const count = ({ waiting, hidden }: Queue): number => waiting + hidden;

const queueRow = (queue: Queue): HTMLElement =>
  make(
    "li",
    { title: queue.name, ...(queue.isDeadLetters && { class: "alarm" }) },
    make("span", {}, resourceName(queue.name)),
    make("strong", {}, String(count(queue))),
    queue.hidden > 0
      ? make("span", { class: "hint" }, `${queue.hidden} in hand or waiting for another try`)
      : undefined,
  );

const emptyRow = (queues: readonly Queue[]): HTMLElement =>
  make(
    "li",
    {},
    foldable(
      counted(queues.length, "queue is empty", "queues are empty"),
      make("ul", {}, ...queues.map(({ name }) => make("li", { title: name }, resourceName(name)))),
    ),
  );

/** Shows what waits in the queues, the empty ones in one line, and the dead letters with their reasons. */
export const showQueues = ({ queues }: Overview, deadLetters: readonly DeadLetter[]): void => {
  const empty = queues.filter((queue) => count(queue) === 0);
  const rows = queues.filter((queue) => count(queue) > 0).map(queueRow);
  replace("queues", empty.length > 0 ? [...rows, emptyRow(empty)] : rows);
  find("redrive").hidden = deadLetters.length === 0;
  replace(
    "dead-letters",
    deadLetters.map((letter) =>
      foldable(`${resourceName(letter.queue)}: ${letter.reason ?? "reason not known"}`, jsonBox(letter)),
    ),
  );
};

/** Sends all dead letters back to the queues that they came from, and says how many went and stayed. */
export const redrive = async (): Promise<void> => {
  const { moved, left } = await post<{ moved: number; left: number }>("/_local/dead-letters/redrive", {});
  find("redrive-status").textContent = left === 0 ? `${moved} sent back.` : `${moved} sent back, ${left} stay.`;
};

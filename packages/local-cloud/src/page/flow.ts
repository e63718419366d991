/// <reference lib="dom" />
import type { TimelineEntry } from "@trygt/assembly-runner";
import { find, make } from "./dom.ts";
import { type FlowRow, flowRow, foldedRow } from "./flow-row.ts";
import { dayName } from "./words.ts";

const maxLines = 300;

const line = ({ at, kind, title, detail }: FlowRow): HTMLElement => {
  const isAlarm = kind === "failure" || kind === "dead letter";
  return make(
    "li",
    {},
    make("time", { datetime: at, title: at }, at.slice(11, 19)),
    make("span", { class: isAlarm ? "kind alarm" : "kind" }, kind),
    make("span", { class: "what" }, title),
    detail === "" ? undefined : make("span", { class: "detail" }, detail),
  );
};

const isDay = (element: Element | null | undefined): boolean => element?.className === "day";

/** Shows the timeline as it grows, newest first under the day it happened on; `changed` is called after every entry. */
export const followTimeline = (changed: () => void): void => {
  const flow = find("flow");
  let newest: FlowRow | undefined;
  const removeNewest = (): void => {
    const day = flow.firstElementChild;
    day?.nextElementSibling?.remove();
    if (day?.nextElementSibling === null || isDay(day?.nextElementSibling)) day?.remove();
  };
  const show = (entry: TimelineEntry): void => {
    const folded = foldedRow(newest, entry);
    if (folded !== undefined) removeNewest();
    newest = folded ?? flowRow(entry);
    const day = dayName(entry.at);
    if (flow.firstElementChild?.textContent !== day) flow.prepend(make("li", { class: "day" }, day));
    flow.firstElementChild?.after(line(newest));
    while (flow.childElementCount > maxLines) flow.lastElementChild?.remove();
  };
  const source = new EventSource("/_local/flow");
  source.onopen = () => {
    newest = undefined;
    flow.replaceChildren();
    find("flow-status").textContent = "connected";
  };
  source.onerror = () => {
    find("flow-status").textContent = "not connected; trying again …";
  };
  source.onmessage = (message: MessageEvent<string>) => {
    show(JSON.parse(message.data));
    changed();
  };
};

/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** The element of page.html with this id; throws when there is none. */
export const find = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`page.html has no element "${id}"`);
  return found;
};

/** An element with attributes and children; children that are text stay text, so nothing shown can become markup. */
export const make = (
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElement => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
};

/** A value as JSON in a box of its own, which the keyboard can reach and scroll. */
export const jsonBox = (value: unknown): HTMLElement => make("pre", { tabindex: "0" }, JSON.stringify(value, null, 2));

/** A line that unfolds into what belongs to it. */
export const foldable = (title: string, ...content: readonly (Node | string | undefined)[]): HTMLElement =>
  make("details", {}, make("summary", {}, title), ...content);

const openLines = (parent: HTMLElement): ReadonlySet<string | null | undefined> =>
  new Set([...parent.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent));

/** Puts new children in an element of page.html; lines that a reader has unfolded stay unfolded. */
export const replace = (id: string, children: readonly HTMLElement[]): void => {
  const parent = find(id);
  const open = openLines(parent);
  parent.replaceChildren(...children);
  for (const summary of parent.querySelectorAll("details > summary")) {
    if (open.has(summary.textContent)) summary.parentElement?.setAttribute("open", "");
  }
};

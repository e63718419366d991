/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// The program of the page, for the browser: it may import types, and nothing else
import type { DeadLetter, TimelineEntry } from "@trygt/assembly-runner";
import type { OpenApi, PathOperation } from "@trygt/contracts/openapi";
import type { Overview } from "../control.ts";
import type { SignedInPerson } from "../issuer.ts";
import type { Letter } from "../stand-ins/digital-post.ts";

const find = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`page.html has no element "${id}"`);
  return found;
};

/** An element with attributes and children; children that are text stay text, so nothing shown can become markup. */
const make = (
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElement => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
};

const get = async <Answer>(path: string): Promise<Answer> => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
};

const post = async <Answer>(path: string, body: unknown): Promise<Answer> => {
  const response = await fetch(path, { method: "POST", body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? `${path} answered ${response.status}`);
  return answer;
};

const showClock = (now: string): void => {
  const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "Europe/Copenhagen" }).format(
    new Date(now),
  );
  find("clock").textContent = `${day} ${now.slice(0, 10)} ${now.slice(11, 19)}`;
  find("clock").setAttribute("datetime", now);
};

const advanceButtons = document.querySelectorAll<HTMLButtonElement>("[data-advance]");

const advance = async (duration: string): Promise<void> => {
  for (const button of advanceButtons) button.disabled = true;
  find("clock-status").textContent = "Time passes …";
  try {
    showClock((await post<{ now: string }>("/_local/clock", { advance: duration })).now);
    find("clock-status").textContent = "All that fell due has been done.";
  } catch (error) {
    find("clock-status").textContent = (error as Error).message;
  }
  for (const button of advanceButtons) button.disabled = false;
  await refresh();
};

const copyToken = async (button: HTMLElement, token: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(token);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Cannot copy here";
  }
  setTimeout(() => {
    button.textContent = "Copy token";
  }, 1500);
};

const showPeople = (people: readonly SignedInPerson[]): void => {
  find("people").replaceChildren(
    ...people.map((person) => {
      const button = make("button", { type: "button", "aria-label": `Copy ${person.name}'s token` }, "Copy token");
      button.addEventListener("click", () => copyToken(button, person.token));
      const roles = person.roles.join(", ").replaceAll("_", " ");
      return make(
        "li",
        {},
        make("div", {}, make("strong", {}, person.name), make("small", {}, `${roles} · ${person.agency}`)),
        button,
      );
    }),
  );
};

const showEntry = (entry: TimelineEntry): void => {
  const isAlarm = entry.kind === "failure" || entry.kind === "dead letter";
  const row = make(
    "li",
    {},
    make("time", { datetime: entry.at, title: entry.at }, entry.at.slice(11, 19)),
    make("span", { class: isAlarm ? "kind alarm" : "kind" }, entry.kind),
    make("span", { class: "what" }, entry.title),
    entry.detail === "" ? undefined : make("span", { class: "detail" }, entry.detail),
  );
  find("flow").prepend(row);
  while (find("flow").childElementCount > 300) find("flow").lastElementChild?.remove();
};

const expandable = (title: string, value: unknown): HTMLElement =>
  make("details", {}, make("summary", {}, title), make("pre", { tabindex: "0" }, JSON.stringify(value, null, 2)));

const showQueues = (overview: Overview, deadLetters: readonly DeadLetter[]): void => {
  find("queues").replaceChildren(
    ...overview.queues.map((queue) => {
      const count = queue.waiting + queue.hidden;
      const isAlarm = queue.isDeadLetters && count > 0;
      const text = queue.hidden > 0 ? `${count} (${queue.hidden} in hand or waiting for another try)` : String(count);
      return make("li", isAlarm ? { class: "alarm" } : {}, make("span", {}, queue.name), make("strong", {}, text));
    }),
  );
  find("redrive").hidden = deadLetters.length === 0;
  find("dead-letters").replaceChildren(
    ...deadLetters.map((letter) => expandable(`${letter.queue}: ${letter.reason ?? "reason not known"}`, letter)),
  );
};

const showLetters = (letters: readonly Letter[]): void => {
  const shown = letters
    .toReversed()
    .map((letter) =>
      make(
        "details",
        {},
        make("summary", {}, `${letter.sentAt.slice(0, 16)} ${letter.title}`),
        make("p", { lang: letter.language }, letter.body),
      ),
    );
  find("letters").replaceChildren(...(shown.length > 0 ? shown : [make("p", { class: "hint" }, "None yet.")]));
};

const showRuns = (overview: Overview): void => {
  const { engine, tables, functions, routes, rules, schedules } = overview;
  find("runs").replaceChildren(
    expandable(`${functions.length} functions`, functions),
    expandable(`${tables.length} tables`, { engine, tables }),
    expandable(`${routes.length} routes`, routes),
    expandable(`${rules.length} rules`, rules),
    expandable(`${schedules.length} schedules`, schedules),
  );
};

const refresh = async (): Promise<Overview> => {
  const [overview, deadLetters, letters, clock] = await Promise.all([
    get<Overview>("/_local/overview"),
    get<readonly DeadLetter[]>("/_local/dead-letters"),
    get<readonly Letter[]>("/_local/letters"),
    get<{ now: string }>("/_local/clock"),
  ]);
  showQueues(overview, deadLetters);
  showLetters(letters);
  showClock(clock.now);
  return overview;
};

const methods = ["get", "post", "put", "patch", "delete"];

/** A body or an answer of the API reference, as far as it is shown. */
type Described = {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
};

const described = (values: Readonly<Record<string, unknown>>) => Object.entries(values as Record<string, Described>);

const refusalsOf = (operation: PathOperation): HTMLElement[] =>
  described(operation.responses)
    .filter(([status]) => Number(status) >= 400)
    .map(([status, response]) => make("dd", {}, make("code", {}, status), ` ${response.description ?? ""}`));

type Resolve = (schema: unknown) => unknown;

/** Puts what a reference of the document names in its place, at every depth; the schemas of the API make no circle. */
const resolver = ({ components }: OpenApi): Resolve => {
  const resolve: Resolve = (schema) => {
    if (Array.isArray(schema)) return schema.map(resolve);
    if (typeof schema !== "object" || schema === null) return schema;
    if ("$ref" in schema) return resolve(components["schemas"]?.[String(schema.$ref).split("/").at(-1) ?? ""]);
    return Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, resolve(inner)]));
  };
  return resolve;
};

const showOperation = (path: string, method: string, operation: PathOperation, resolve: Resolve): HTMLElement => {
  const roles = operation["x-roles"].join(", ").replaceAll("_", " ");
  const body = (operation.requestBody as Described | undefined)?.content?.["application/json"]?.schema;
  const success = described(operation.responses).find(([status]) => Number(status) < 400);
  const reply = Object.values(success?.[1].content ?? {})[0]?.schema;
  return make(
    "details",
    {},
    make(
      "summary",
      {},
      make("span", { class: "method" }, method.toUpperCase()),
      " ",
      make("code", {}, path),
      ` ${operation.summary}`,
    ),
    make(
      "dl",
      {},
      make("dt", {}, "Who may"),
      make("dd", {}, roles === "" ? "everybody" : roles),
      make("dt", {}, "Refusals"),
      ...refusalsOf(operation),
    ),
    body === undefined ? undefined : expandable("What to send", resolve(body)),
    reply === undefined ? undefined : expandable(`What ${success?.[0]} answers`, resolve(reply)),
  );
};

const showApi = (api: OpenApi): void => {
  const { paths, tags } = api;
  const resolve = resolver(api);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
  const services = [...new Set(operations.map(({ operation }) => operation.tags[0] ?? "other"))];
  const purposes = Object.fromEntries(tags.map((tag) => [tag.name, tag.description]));
  find("api").replaceChildren(
    ...services.flatMap((service) => [
      make("h3", {}, service),
      make("p", { class: "hint" }, purposes[service] ?? ""),
      ...operations
        .filter(({ operation }) => (operation.tags[0] ?? "other") === service)
        .map(({ path, method, operation }) => showOperation(path, method, operation, resolve)),
    ]),
  );
};

const follow = (): void => {
  const source = new EventSource("/_local/flow");
  let isWaiting = false;
  source.onopen = () => {
    find("flow").replaceChildren();
    find("flow-status").textContent = "connected";
  };
  source.onerror = () => {
    find("flow-status").textContent = "not connected; trying again …";
  };
  source.onmessage = (message: MessageEvent<string>) => {
    showEntry(JSON.parse(message.data));
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      refresh().catch(() => undefined);
    }, 300);
  };
};

for (const button of advanceButtons) {
  button.addEventListener("click", () => advance(button.dataset["advance"] ?? "P1D"));
}
find("redrive").addEventListener("click", async () => {
  const { moved, left } = await post<{ moved: number; left: number }>("/_local/dead-letters/redrive", {});
  find("redrive-status").textContent = left === 0 ? `${moved} sent back.` : `${moved} sent back, ${left} stay.`;
  await refresh();
});
setInterval(async () => showClock((await get<{ now: string }>("/_local/clock")).now), 5000);
follow();
showPeople(await get<readonly SignedInPerson[]>("/_local/people"));
showRuns(await refresh());
try {
  showApi(await get<OpenApi>("/openapi.json"));
} catch {
  find("api").replaceChildren(make("p", { class: "hint" }, "The API reference is not available here."));
}

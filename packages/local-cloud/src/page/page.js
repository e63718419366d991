const $ = (id) => document.getElementById(id);

/** An element with attributes and children; children that are text stay text, so nothing shown can become markup. */
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
};

const get = async (path) => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
};

const post = async (path, body) => {
  const response = await fetch(path, { method: "POST", body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? `${path} answered ${response.status}`);
  return answer;
};

const showClock = (now) => {
  const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "Europe/Copenhagen" }).format(
    new Date(now),
  );
  $("clock").textContent = `${day} ${now.slice(0, 10)} ${now.slice(11, 19)}`;
  $("clock").dateTime = now;
};

const advance = async (duration) => {
  const buttons = document.querySelectorAll("[data-advance]");
  for (const button of buttons) button.disabled = true;
  $("clock-status").textContent = "Time passes …";
  try {
    showClock((await post("/_local/clock", { advance: duration })).now);
    $("clock-status").textContent = "All that fell due has been done.";
  } catch (error) {
    $("clock-status").textContent = error.message;
  }
  for (const button of buttons) button.disabled = false;
  await refresh();
};

const copyToken = async (button, token) => {
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

const showPeople = (people) => {
  $("people").replaceChildren(
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

const showFlow = (entry) => {
  const isAlarm = entry.kind === "failure" || entry.kind === "dead letter";
  const row = make(
    "li",
    {},
    make("time", { datetime: entry.at, title: entry.at }, entry.at.slice(11, 19)),
    make("span", { class: isAlarm ? "kind alarm" : "kind" }, entry.kind),
    make("span", { class: "what" }, entry.title),
    entry.detail === "" ? undefined : make("span", { class: "detail" }, entry.detail),
  );
  $("flow").prepend(row);
  while ($("flow").childElementCount > 300) $("flow").lastElementChild.remove();
};

const expandable = (title, value) =>
  make("details", {}, make("summary", {}, title), make("pre", { tabindex: "0" }, JSON.stringify(value, null, 2)));

const showQueues = (overview, deadLetters) => {
  $("queues").replaceChildren(
    ...overview.queues.map((queue) => {
      const count = queue.waiting + queue.hidden;
      const isAlarm = queue.isDeadLetters && count > 0;
      const text = queue.hidden > 0 ? `${count} (${queue.hidden} in hand or waiting for another try)` : String(count);
      return make("li", isAlarm ? { class: "alarm" } : {}, make("span", {}, queue.name), make("strong", {}, text));
    }),
  );
  $("redrive").hidden = deadLetters.length === 0;
  $("dead-letters").replaceChildren(
    ...deadLetters.map((letter) => expandable(`${letter.queue}: ${letter.reason ?? "reason not known"}`, letter)),
  );
};

const showLetters = (letters) => {
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
  $("letters").replaceChildren(...(shown.length > 0 ? shown : [make("p", { class: "hint" }, "None yet.")]));
};

const showRuns = (overview) => {
  const { engine, tables, functions, routes, rules, schedules } = overview;
  $("runs").replaceChildren(
    expandable(`${functions.length} functions`, functions),
    expandable(`${tables.length} tables`, { engine, tables }),
    expandable(`${routes.length} routes`, routes),
    expandable(`${rules.length} rules`, rules),
    expandable(`${schedules.length} schedules`, schedules),
  );
};

const refresh = async () => {
  const [overview, deadLetters, letters, clock] = await Promise.all(
    ["overview", "dead-letters", "letters", "clock"].map((name) => get(`/_local/${name}`)),
  );
  showQueues(overview, deadLetters);
  showLetters(letters);
  showClock(clock.now);
  return overview;
};

const methods = ["get", "post", "put", "patch", "delete"];

const refusalsOf = (operation) =>
  Object.entries(operation.responses)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, response]) => [make("dd", {}, make("code", {}, status), ` ${response.description}`)]);

const showOperation = (path, method, operation) => {
  const roles = (operation["x-roles"] ?? []).join(", ").replaceAll("_", " ");
  const body = operation.requestBody?.content?.["application/json"]?.schema;
  const success = Object.entries(operation.responses).find(([status]) => Number(status) < 400);
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
    body === undefined ? undefined : expandable("What to send", body),
    reply === undefined ? undefined : expandable(`What ${success[0]} answers`, reply),
  );
};

const showApi = (document_) => {
  const operations = Object.entries(document_.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => ({ path, method, operation: item[method] })),
  );
  const services = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? "other"))];
  const purposes = Object.fromEntries((document_.tags ?? []).map((tag) => [tag.name, tag.description]));
  $("api").replaceChildren(
    ...services.flatMap((service) => [
      make("h3", {}, service),
      make("p", { class: "hint" }, purposes[service] ?? ""),
      ...operations
        .filter(({ operation }) => (operation.tags?.[0] ?? "other") === service)
        .map(({ path, method, operation }) => showOperation(path, method, operation)),
    ]),
  );
};

const follow = () => {
  const source = new EventSource("/_local/flow");
  let isWaiting = false;
  source.onopen = () => {
    $("flow").replaceChildren();
    $("flow-status").textContent = "connected";
  };
  source.onerror = () => {
    $("flow-status").textContent = "not connected; trying again …";
  };
  source.onmessage = (message) => {
    showFlow(JSON.parse(message.data));
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      refresh().catch(() => undefined);
    }, 300);
  };
};

for (const button of document.querySelectorAll("[data-advance]")) {
  button.addEventListener("click", () => advance(button.dataset.advance));
}
$("redrive").addEventListener("click", async () => {
  const { moved, left } = await post("/_local/dead-letters/redrive", {});
  $("redrive-status").textContent = left === 0 ? `${moved} sent back.` : `${moved} sent back, ${left} stay.`;
  await refresh();
});
setInterval(async () => showClock((await get("/_local/clock")).now), 5000);
follow();
showPeople(await get("/_local/people"));
showRuns(await refresh());
try {
  showApi(await get("/openapi.json"));
} catch {
  $("api").replaceChildren(make("p", { class: "hint" }, "The API reference is not available here."));
}

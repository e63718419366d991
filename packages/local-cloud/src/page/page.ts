/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { DeadLetter } from "@trygt/assembly-runner";
import type { OpenApi } from "@trygt/contracts/openapi";
import type { Overview } from "../control.ts";
import type { SignedInPerson } from "../issuer.ts";
import type { Letter } from "../stand-ins/digital-post.ts";
import { advanceClock, showClock } from "./clock.ts";
import { find, make } from "./dom.ts";
import { followTimeline } from "./flow.ts";
import { get, getClock } from "./http.ts";
import { showLetters, showRuns } from "./overview.ts";
import { showPeople } from "./people.ts";
import { redrive, showQueues } from "./queues.ts";
import { showReference } from "./reference.ts";

const refresh = async (): Promise<Overview> => {
  const [overview, deadLetters, letters, now] = await Promise.all([
    get<Overview>("/_local/overview"),
    get<readonly DeadLetter[]>("/_local/dead-letters"),
    get<readonly Letter[]>("/_local/letters"),
    getClock(),
  ]);
  showQueues(overview, deadLetters);
  showLetters(letters);
  showClock(now);
  return overview;
};

let isRefreshDue = false;

const refreshSoon = (): void => {
  if (isRefreshDue) return;
  isRefreshDue = true;
  setTimeout(() => {
    isRefreshDue = false;
    refresh().catch(() => undefined);
  }, 300);
};

const advanceButtons = document.querySelectorAll<HTMLButtonElement>("[data-advance]");

for (const button of advanceButtons) {
  button.addEventListener("click", async () => {
    for (const one of advanceButtons) one.disabled = true;
    await advanceClock(button.dataset["advance"] ?? "P1D");
    for (const one of advanceButtons) one.disabled = false;
    await refresh();
  });
}
find("redrive").addEventListener("click", async () => {
  await redrive();
  await refresh();
});
setInterval(async () => showClock(await getClock()), 5000);
followTimeline(refreshSoon);
showPeople(await get<readonly SignedInPerson[]>("/_local/people"));
showRuns(await refresh());
try {
  showReference(await get<OpenApi>("/openapi.json"));
} catch {
  find("api").replaceChildren(make("p", { class: "hint" }, "The API reference is not available here."));
}

import { type Call, type Step, system } from "@trygt/service-kit";
import type { Deps } from "./deps.ts";
import type { ExchangeCase, KnownCase } from "./domain/exchange-case.ts";

/** What ends with a case: its open requests are erased, its disclosures recalled, so that every recipient erases and confirms (G6). */
export const ending =
  (deps: Deps, before: ExchangeCase, call: Call) =>
  (after: ExchangeCase): readonly Step[] => {
    if (after.status !== "removed" || !("requests" in before)) return [];
    const { at } = call;
    const asSystem = { ...call, actor: system };
    return [
      // Requests go sooner than their case: one that is erased already must not keep the case from ending
      ...before.requests.map((id) => deps.requests.stepIfAny(id, { type: "end", at }, asSystem)),
      ...disclosedIn(before).map((id) => deps.disclosures.stepIfAny(id, { type: "recall", at, by: "case" }, asSystem)),
    ];
  };

/** The disclosures of a case: those made of one's own accord, and the answers, each of which has the name of its request. */
export const disclosedIn = ({
  requests,
  disclosures,
}: Pick<KnownCase, "requests" | "disclosures">): readonly string[] => [...requests, ...disclosures];

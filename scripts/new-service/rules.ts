import type { Names } from "./names.ts";

/** The numbers that the partnership decides. */
export const policy = (): string => `
import * as z from "zod/mini";

const days = z.int().check(z.positive());

/** The numbers that the partnership decides and the impact assessment may change: configuration, never law. */
export const Policy = z.strictObject({
  /** How long one stays open unless somebody closes it, in days. */
  openDays: z._default(days, 90),
  /** How long a closed one is kept, in days. */
  closedDays: z._default(days, 30),
});
export type Policy = z.output<typeof Policy>;

/** The policy as proposed. */
export const proposedPolicy: Policy = z.parse(Policy, {});
`;

/** The rules of the first thing: it opens in the partnership's area, is closed by somebody or by time, and is erased. */
export const aggregate = ({ words, one, One }: Names): string => `
import {
  type Agency,
  type AreaCode,
  addDays,
  dateOf,
  type Instant,
  type LocalDate,
  type StaffId,
  startOf,
  within,
} from "@trygt/contracts";
import { accept, type Decision, refuse } from "@trygt/service-kit/rules";
import type { Policy } from "./policy.ts";

/** What is known of a ${words} from its opening on. */
type Opened = {
  readonly areaCode: AreaCode;
  readonly openedBy: StaffId;
  readonly owner: Agency;
  readonly openedAt: Instant;
};

/** The states of a ${words}, from nothing to nothing. */
export type ${One} =
  | { readonly status: "none" }
  | (Opened & { readonly status: "open" })
  | (Opened & { readonly status: "closed"; readonly closedAt: Instant })
  | { readonly status: "erased" };

export type ${One}Command =
  | {
      readonly type: "open";
      readonly at: Instant;
      readonly by: StaffId;
      readonly agency: Agency;
      readonly areaCode: AreaCode;
    }
  | { readonly type: "close"; readonly at: Instant; readonly by: StaffId }
  | { readonly type: "note-time"; readonly at: Instant };

export type ${One}Event =
  | ({ readonly type: "opened" } & Opened)
  | { readonly type: "closed"; readonly at: Instant; readonly by: StaffId }
  | { readonly type: "lapsed"; readonly at: Instant }
  | { readonly type: "erased"; readonly at: Instant };

export type ${One}Refusal = "invalid-transition" | "out-of-area";

export const initial${One}: ${One} = { status: "none" };

/** The partnership covers Nørrebro, bydel 3 (domain.md § 4.6). */
const norrebro = "101-3" as AreaCode;

export const decide${One} = (
  ${one}: ${One},
  command: ${One}Command,
  policy: Policy,
): Decision<${One}Event, ${One}Refusal> => {
  switch (command.type) {
    case "open": {
      if (${one}.status !== "none") return refuse("invalid-transition");
      const { at, by, agency, areaCode } = command;
      if (!within(areaCode, norrebro)) return refuse("out-of-area");
      return accept({ type: "opened", areaCode, openedBy: by, owner: agency, openedAt: at });
    }
    case "close":
      if (${one}.status !== "open") return refuse("invalid-transition");
      return accept({ type: "closed", at: command.at, by: command.by });
    case "note-time": {
      const due = ${one}Due(${one}, policy);
      if (due === undefined || command.at < due) return accept();
      return accept({ type: ${one}.status === "open" ? "lapsed" : "erased", at: command.at });
    }
  }
};

/** When time next demands something of it; undefined when never. */
export const ${one}Due = (${one}: ${One}, policy: Policy): Instant | undefined => {
  switch (${one}.status) {
    case "open":
      return startOf(lapsesOn(${one}, policy));
    case "closed":
      return startOf(erasedOn(${one}, policy));
    case "none":
    case "erased":
      return undefined;
  }
};

/** The day on which an open one ends unless somebody has closed it. */
export const lapsesOn = ({ openedAt }: Opened, { openDays }: Policy): LocalDate => addDays(dateOf(openedAt), openDays);

/** The day on which nothing of it is left, at the latest. */
export const erasedOn = (${one}: Extract<${One}, Opened>, policy: Policy): LocalDate =>
  addDays(${one}.status === "open" ? lapsesOn(${one}, policy) : dateOf(${one}.closedAt), policy.closedDays);

export const evolve${One} = (${one}: ${One}, event: ${One}Event): ${One} => {
  switch (event.type) {
    case "opened": {
      const { type: _, ...opened } = event;
      return { ...opened, status: "open" };
    }
    case "closed":
    case "lapsed":
      return ${one}.status === "open" ? { ...${one}, status: "closed", closedAt: event.at } : ${one};
    case "erased":
      return { status: "erased" };
  }
};
`;

/** The first sentences about the rules. */
export const rulesTest = ({ thing, words, one, One }: Names): string => `
import { type AreaCode, addDays, dateOf, type Instant, instantOf, type StaffId, startOf } from "@trygt/contracts";
import { refuse } from "@trygt/service-kit/rules";
import { describe, expect, it } from "vitest";
import {
  decide${One},
  evolve${One},
  initial${One},
  type ${One},
  type ${One}Command,
  type ${One}Refusal,
  ${one}Due,
} from "./${thing}.ts";
import { proposedPolicy } from "./policy.ts";

const monday = instantOf("2026-03-02T09:00:00+01:00");
const by = "5e000000-0000-4000-8000-000000000001" as StaffId;
const opening = (areaCode = "101-3-MJO"): ${One}Command => ({
  type: "open",
  at: monday,
  by,
  agency: "municipality",
  areaCode: areaCode as AreaCode,
});
const closing: ${One}Command = { type: "close", at: monday, by };
const time = (at: Instant): ${One}Command => ({ type: "note-time", at });
const days = (count: number): Instant => startOf(addDays(dateOf(monday), count));

const decide = (${one}: ${One}, command: ${One}Command) => decide${One}(${one}, command, proposedPolicy);
const after = (...commands: readonly ${One}Command[]): ${One} =>
  commands.reduce((${one}, command) => {
    const decision = decide(${one}, command);
    if (!decision.accepted) throw new Error(\`The story stops at: \${decision.reasons.join(", ")}\`);
    return decision.events.reduce(evolve${One}, ${one});
  }, initial${One});

describe("a ${words}", () => {
  it("opens, and is closed by somebody", () => {
    expect(after(opening())).toMatchObject({ status: "open", owner: "municipality", openedAt: monday });
    expect(after(opening(), closing)).toMatchObject({ status: "closed", closedAt: monday });
  });

  it("closes by itself when its days are over, and not a day before", () => {
    const { openDays } = proposedPolicy;
    expect(after(opening(), time(days(openDays - 1)))).toMatchObject({ status: "open" });
    expect(after(opening(), time(days(openDays)))).toMatchObject({ status: "closed" });
  });

  it("is gone when it has been closed for long enough", () => {
    const { closedDays } = proposedPolicy;
    expect(after(opening(), closing, time(days(closedDays - 1)))).toMatchObject({ status: "closed" });
    const gone = after(opening(), closing, time(days(closedDays)));
    expect(gone).toEqual({ status: "erased" });
    expect(${one}Due(gone, proposedPolicy)).toBeUndefined();
  });

  const refusals: Record<${One}Refusal, readonly [${One}, ${One}Command]> = {
    "invalid-transition": [after(opening(), closing), closing],
    "out-of-area": [initial${One}, opening("101-4")],
  };

  it.each(Object.entries(refusals))("is refused with %s", (refusal, [${one}, command]) => {
    expect(decide(${one}, command)).toEqual(refuse(refusal as ${One}Refusal));
  });

  it("opens only once", () => {
    expect(decide(after(opening()), opening())).toEqual(refuse("invalid-transition"));
  });
});
`;

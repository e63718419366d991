import { readFileSync } from "node:fs";
import type { LocalDate, Purpose } from "@trygt/contracts";
import { AuthorityKind, CustodyStatus, ItemKind, SubjectCategory, Use } from "@trygt/contracts/exchange";
import { describe, expect, test } from "vitest";
import { judge } from "./gate.ts";
import type { Plan } from "./plan.ts";

type Row = Readonly<Record<string, string>>;

/** Reads one table of the oracle: the first line names the columns, the first column tells the rows apart. */
const tableOf = (name: string): readonly Row[] => {
  const text = readFileSync(new URL(`../../../oracle/${name}.csv`, import.meta.url), "utf8");
  const [header = [], ...lines] = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(";"));
  return lines.map((cells, at) => {
    if (cells.length !== header.length) throw new Error(`${name}.csv: row ${at + 2} has ${cells.length} columns`);
    return Object.fromEntries(header.map((column, place) => [column, cells[place] ?? ""]));
  });
};

/** A cell of a row; throws where the table has no such column, so that a renamed one cannot go unread. */
const cell = (row: Row | undefined, column: string): string => {
  const found = row?.[column];
  if (found === undefined) throw new Error(`The oracle has no answer in the column "${column}"`);
  return found;
};

const yes = (row: Row | undefined, column: string): boolean => {
  const said = cell(row, column);
  if (said !== "yes" && said !== "no") throw new Error(`The oracle says "${said}" where it must say yes or no`);
  return said === "yes";
};

const parties = tableOf("parties");
const custodies = tableOf("custody");
const uses = tableOf("uses");
const ages = tableOf("age");
const subjects = tableOf("subjects");
const items = tableOf("items");
const refusals = tableOf("refusals");

const partyBy = new Map(parties.map((row) => [cell(row, "code"), row]));
const refusalBy = new Map(refusals.map((row) => [cell(row, "check"), cell(row, "answer when the answer is no")]));
const refusalOf = (check: string): string => cell(Object.fromEntries(refusalBy), check);
const answerOf = (rows: readonly Row[], fits: (row: Row) => boolean): string => cell(rows.find(fits), "answer");

const unstated = refusalOf("purpose");
const noParty = refusalOf("parties");
const partyColumn: Record<Purpose, string> = {
  ssp: "party to ssp",
  psp: "party to psp",
  ksp: "party to ksp",
  consent: "party to exchange by consent",
};

const byUse = new Map(Use.options.map((use) => [use, answerOf(uses, (row) => row["code"] === use)]));
const byAge = (age: number): string =>
  answerOf(
    ages,
    (row) => Number(cell(row, "from the age of")) <= age && age <= Number(cell(row, "up to and including the age of")),
  );
const askedAges = [17, 18] as const;
const byAskedAge = new Map(askedAges.map((age) => [age, byAge(age)]));

const between = (purpose: Purpose | undefined, from: AuthorityKind, to: AuthorityKind): string[] => {
  const [sender, recipient] = [partyBy.get(from), partyBy.get(to)];
  if (purpose === undefined)
    return yes(recipient, "refused as recipient even when no purpose is stated") ? [unstated, noParty] : [unstated];
  return yes(sender, partyColumn[purpose]) && yes(recipient, partyColumn[purpose]) ? [] : [noParty];
};

const inCustody = (purpose: Purpose | undefined, custody: CustodyStatus): string =>
  purpose === undefined
    ? "allowed"
    : answerOf(custodies, (row) => row["purpose"] === purpose && row["custody code"] === custody);

const on = "2026-03-02" as LocalDate;

/** A plan that gives no cause for a refusal beyond those that are asked for. */
const planned = (
  asked: Pick<Plan, "purpose" | "from" | "to" | "use"> & Pick<Plan["subject"], "age" | "custody">,
): Plan => ({
  on,
  from: asked.from,
  to: asked.to,
  toNamedPerson: true,
  purpose: asked.purpose,
  use: asked.use,
  step: "plan_work",
  necessity: "The adviser needs the date to book a first talk before he is out.",
  subject: { age: asked.age, category: "person_at_risk", custody: asked.custody },
  items: [],
  testsConfirmed: true,
  consent:
    asked.purpose === "consent"
      ? { textVersion: "1.0", language: "da", to: [asked.to], givenOn: "2026-01-05", validUntil: "2026-07-05" }
      : undefined,
  agreement: "in-force",
});

/** Every plan for a purpose, and where the gate and the oracle part; one line a plan. */
const disagreements = (purpose: Purpose | undefined): { readonly plans: number; readonly lines: readonly string[] } => {
  const lines: string[] = [];
  let plans = 0;
  for (const from of AuthorityKind.options)
    for (const to of AuthorityKind.options) {
      const parted = between(purpose, from, to);
      for (const custody of CustodyStatus.options) {
        const held = inCustody(purpose, custody);
        for (const age of askedAges)
          for (const use of Use.options) {
            plans += 1;
            const answers = [...parted, held, byAskedAge.get(age) ?? "", byUse.get(use) ?? ""];
            const expected = [...new Set(answers.filter((answer) => answer !== "allowed"))].sort().join(", ");
            const { allowed, reasons } = judge(planned({ purpose, from, to, use, age, custody }));
            const said = [...reasons].sort().join(", ");
            if (said === expected && allowed === (expected === "")) continue;
            const asked = [from, to, String(age), custody, use].map((word) => word.padEnd(26)).join("");
            lines.push(`${asked}oracle: ${expected || "allowed"} | gate: ${allowed ? "allowed" : "shut"} ${said}`);
          }
      }
    }
  return { plans, lines };
};

describe("the gate and the oracle agree on every plan", { timeout: 60_000 }, () => {
  test.each(["ssp", "psp", "ksp", "consent", undefined] as const)("for the purpose %s", (purpose) => {
    const { plans, lines } = disagreements(purpose);
    expect(plans).toBe(18 * 18 * 2 * 5 * 6);
    expect(lines.slice(0, 20).join("\n"), `${lines.length} of ${plans} plans are judged differently`).toBe("");
  });

  test("on how a person may stand to the matter", () => {
    for (const category of SubjectCategory.options) {
      const plan = planned({
        purpose: "ssp",
        from: "police",
        to: "employment",
        use: "preventive_plan",
        age: 18,
        custody: "none",
      });
      const { reasons } = judge({ ...plan, subject: { ...plan.subject, category } });
      const answer = answerOf(subjects, (row) => row["code"] === category);
      expect(reasons, category).toEqual(answer === "allowed" ? [] : [answer]);
    }
  });

  test("on each item that a recipient may get", () => {
    for (const row of items) {
      const to = AuthorityKind.parse(cell(row, "code of the recipient"));
      const plan = planned({
        purpose: "consent",
        from: "police",
        to,
        use: "preventive_plan",
        age: 18,
        custody: "none",
      });
      const expected = ItemKind.options.filter((item) => yes(row, item.replaceAll("_", " ")));
      expect(judge({ ...plan, items: ItemKind.options }).items, to).toEqual(expected);
    }
  });
});

describe("the oracle has an answer", () => {
  const listed = (rows: readonly Row[], column: string): string[] => rows.map((row) => cell(row, column)).sort();

  test("once for each kind of authority, each use and each category", () => {
    expect(listed(parties, "code")).toEqual([...AuthorityKind.options].sort());
    expect(listed(items, "code of the recipient")).toEqual([...AuthorityKind.options].sort());
    expect(listed(uses, "code")).toEqual([...Use.options].sort());
    expect(listed(subjects, "code")).toEqual([...SubjectCategory.options].sort());
  });

  test("once for each purpose with each kind of custody", () => {
    const pairs = custodies.map((row) => `${cell(row, "purpose")} ${cell(row, "custody code")}`);
    const purposes: readonly Purpose[] = ["ssp", "psp", "ksp", "consent"];
    expect(pairs.sort()).toEqual(purposes.flatMap((one) => CustodyStatus.options.map((it) => `${one} ${it}`)).sort());
  });

  test("for every age from birth to 150", () => {
    for (let age = 0; age <= 150; age += 1) expect(byAge(age)).toBe(age < 18 ? "subject-is-minor" : "allowed");
  });

  test("that is a listed refusal wherever it is not allowed", () => {
    const answers = [...custodies, ...uses, ...ages, ...subjects].map((row) => cell(row, "answer"));
    for (const answer of answers) expect(["allowed", ...refusalBy.values()]).toContain(answer);
  });

  test("that gives its source", () => {
    for (const row of [...parties, ...custodies, ...uses, ...ages, ...subjects, ...items, ...refusals])
      expect(cell(row, "source"), JSON.stringify(row)).not.toBe("");
  });
});

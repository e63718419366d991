import type { Budget } from "./budgets.ts";

/** One line of a report: what was measured, the figure, and what was promised where anything was. */
export type Line = { readonly what: string; readonly figure: number; readonly unit: string; readonly budget?: Budget };

/** A line without a promise: it tells where a figure comes from. */
export const measured = (what: string, figure: number, unit: string): Line => ({ what, figure, unit });

/** A line with a promise. */
export const promised = (what: string, figure: number, budget: Budget): Line => ({
  what,
  figure,
  unit: budget.unit,
  budget,
});

/** How a figure stands to what was promised. */
export const verdict = (figure: number, { target, fails, more }: Budget): "met" | "missed" | "FAILS" => {
  const [given, aim, end] = more ? [-figure, -target, -fails] : [figure, target, fails];
  if (given <= aim) return "met";
  return given <= end ? "missed" : "FAILS";
};

/** The report as text, one aligned table. */
export const table = (title: string, lines: readonly Line[]): string => {
  const rows = lines.map(({ what, figure, unit, budget }) => [
    what,
    `${written(figure)} ${unit}`,
    ...(budget === undefined
      ? ["", "", ""]
      : [`${budget.more ? "≥" : "≤"} ${written(budget.target)}`, written(budget.fails), verdict(figure, budget)]),
  ]);
  const all = [["", "measured", "target", "fails at", ""], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const text = all.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("   ")
      .trimEnd(),
  );
  return `\n${title}\n${text.join("\n")}\n`;
};

const written = (figure: number): string => {
  if (Number.isInteger(figure) || Math.abs(figure) >= 1000) return Math.round(figure).toLocaleString("en");
  return Math.abs(figure) >= 100 ? figure.toFixed(0) : figure.toFixed(2);
};

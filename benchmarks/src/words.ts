import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { personalDataIn } from "@trygt/service-kit/rules";
import { budgets } from "./budgets.ts";
import { type Line, measured, promised } from "./report.ts";

const kit = dirname(createRequire(import.meta.url).resolve("@trygt/service-kit/rules"));
const corpus = join(kit, "personal-data/corpus");
const linesOf = (start: string): readonly string[] =>
  readdirSync(corpus)
    .filter((file) => file.startsWith(start))
    .flatMap((file) => readFileSync(join(corpus, file), "utf8").split("\n"))
    .filter((line) => line !== "");

const rounds = 20;

/** How well and how fast the recogniser of personal data reads its corpus. */
export const personalData = async (): Promise<readonly Line[]> => {
  const telling = linesOf("with-").map((line) => line.split("\t"));
  const plain = linesOf("without-");
  const found = telling.filter(([kind, text = ""]) => personalDataIn(text).some((one) => one.kind === kind)).length;
  const alarms = plain.filter((text) => personalDataIn(text).length > 0).length;
  const characters = plain.reduce((all, text) => all + text.length, 0);
  const started = performance.now();
  for (let round = 0; round < rounds; round += 1) for (const text of plain) personalDataIn(text);
  const perThousand = ((performance.now() - started) * 1000 * 1000) / (characters * rounds);
  return [
    promised(`recall, ${telling.length} sentences`, found / telling.length, budgets.personalDataRecall),
    promised(`false alarms, ${plain.length} sentences`, alarms / plain.length, budgets.personalDataAlarms),
    measured("a thousand characters read", perThousand, "µs"),
  ];
};

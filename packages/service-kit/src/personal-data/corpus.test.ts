import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type PersonalDataKind, personalDataIn } from "./find.ts";

const folder = join(import.meta.dirname, "corpus");
const linesOf = (start: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(start))
    .sort()
    .flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n"))
    .filter((line) => line !== "");

/** Sentences of invented people, each with the kind of personal data that it holds. */
const telling = linesOf("with-").map((line) => {
  const [kind = "", sentence = ""] = line.split("\t");
  return { kind: kind as PersonalDataKind, sentence };
});
/** Sentences of the same work that point at nobody. */
const plain = linesOf("without-");

describe("the recogniser of personal data, on a corpus of its own", () => {
  it("has at least three hundred sentences of each kind to be measured by", () => {
    expect(telling.length).toBeGreaterThanOrEqual(300);
    expect(plain.length).toBeGreaterThanOrEqual(300);
  });

  it("finds 98 in 100 that point at somebody, and tells the kind", () => {
    const missed = telling.filter(({ kind, sentence }) => !personalDataIn(sentence).some((one) => one.kind === kind));
    expect(missed.length / telling.length, missed.map(({ sentence }) => sentence).join("\n")).toBeLessThanOrEqual(0.02);
  });

  it("finds every CPR number", () => {
    const missed = telling.filter(
      ({ kind, sentence }) => kind === "cpr" && !personalDataIn(sentence).some((one) => one.kind === "cpr"),
    );
    expect(missed).toEqual([]);
  });

  it("raises at most 3 false alarms in 100", () => {
    const wrong = plain.flatMap((sentence) => {
      const found = personalDataIn(sentence);
      return found.length === 0 ? [] : [`${found.map(({ kind }) => kind).join(", ")}: ${sentence}`];
    });
    expect(wrong.length / plain.length, wrong.join("\n")).toBeLessThanOrEqual(0.03);
  });
});

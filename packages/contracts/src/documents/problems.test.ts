import { describe, expect, test } from "vitest";
import { catalogue } from "../catalogue.ts";
import type { ProblemKind } from "../problems/problem.ts";
import type { Problem } from "../problems/slug.ts";
import { problemType } from "../problems/slug.ts";
import { standingProblems } from "../problems/standing.ts";
import { problems } from "./problems.ts";

const all = (Object.entries(problems) as [Problem, ProblemKind][]).map(([slug, kind]) => ({ slug, ...kind }));

describe("a problem", () => {
  test.each(all)("$slug has an error status", ({ status }) => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(Number.isInteger(status)).toBe(true);
  });

  test.each(all)("$slug says what is wrong and what to do, in English and Danish", ({ title, detail }) => {
    for (const words of [title, detail]) {
      expect(words.en).toMatch(/^\S.*\S$/);
      expect(words.da).toMatch(/^\S.*\S$/);
      expect(words.en).not.toBe(words.da);
    }
  });

  test.each(all)("$slug has a title without, and a detail with, a full stop", ({ title, detail }) => {
    for (const text of [title.en, title.da]) expect(text).not.toMatch(/\.$/);
    for (const text of [detail.en, detail.da]) expect(text).toMatch(/\.$/);
  });

  test.each(all)("$slug is a word for a URI", ({ slug }) => {
    expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(problemType(slug)).toBe(`urn:trygt:problem:${slug}`);
  });

  test("of what must not be seen is the same as of what is not there", () => {
    expect(problems["not-found"].status).toBe(404);
    expect(all.filter(({ status }) => status === 404).map(({ slug }) => slug)).toEqual(["not-found"]);
  });
});

describe("the problems of a service", () => {
  const declared = catalogue.map((service) => ({
    name: service.name,
    own: Object.keys(service.problems).sort(),
    named: [...new Set(Object.values(service.operations).flatMap((operation) => operation.problems))],
  }));

  test.each(declared)("$name are those that its operations name, but for the standing ones", ({ own, named }) => {
    expect(named.filter((slug) => !Object.hasOwn(standingProblems, slug)).sort()).toEqual(own);
  });

  test("that several services answer say the same", () => {
    for (const service of catalogue)
      for (const [slug, kind] of Object.entries(service.problems)) expect(problems[slug as Problem]).toEqual(kind);
  });
});

import { describe, expect, it } from "vitest";
import { cprDate } from "../packages/contracts/src/values/cpr.ts";
import { paths, read } from "./law/tree.ts";

/** Packages and services by their folders. */
const workspaces = paths
  .filter((path) => /^(?:(?:packages|services)\/[^/]+|infra|benchmarks)\/package\.json$/.test(path))
  .map((path) => path.slice(0, -"/package.json".length));

const cprLike = /(?<![\w.-])(\d{6})-?(\d{4})(?![\w-]|\.\d)/g;

/** The strings in a text that could be the CPR number of a living or dead person: a real date, and no replacement number. */
const possibleCprs = (text: string): readonly string[] =>
  [...text.matchAll(cprLike)]
    .filter(([, date = "", serial = ""]) => Number(date.slice(0, 2)) <= 31 && cprDate(date + serial) !== undefined)
    .map(([found]) => found);

describe("CPR numbers in the tree", () => {
  // Put together here, so that this file is no find itself
  const number = (date: string, serial: string, between = "-"): string => `${date}${between}${serial}`;

  it("a number with a real date is found, with and without its hyphen", () => {
    expect(possibleCprs(`Malik (${number("120410", "4311")}) moved in`)).toHaveLength(1);
    expect(possibleCprs(`{"cpr":"${number("120410", "4311", "")}"}`)).toHaveLength(1);
    expect(possibleCprs(number("290200", "4311"))).toHaveLength(1);
  });

  it("replacement numbers, impossible dates and parts of longer words are nobody's", () => {
    expect(possibleCprs(number("720410", "4311"))).toEqual([]);
    expect(possibleCprs(number("310410", "4311"))).toEqual([]);
    expect(possibleCprs(number("290210", "4311"))).toEqual([]);
    expect(possibleCprs("00000000-0000-4000-8000-120410431100")).toEqual([]);
    expect(possibleCprs("1204104311.25, 12.1204104311, x1204104311")).toEqual([]);
  });

  it("no string anywhere could be somebody's", () => {
    const found = paths
      // Nothing but names, versions and hashes of packages
      .filter((path) => path !== "package-lock.json")
      .flatMap((path) => {
        const content = read(path);
        return content.includes("\0") ? [] : content.split("\n").map((line, at) => ({ path, line, at }));
      })
      .flatMap(({ path, line, at }) => (possibleCprs(line).length > 0 ? [`${path}:${at + 1}`] : []));
    expect(found, "Use replacement numbers (day + 60) for invented people").toEqual([]);
  });
});

describe("the shape of the tree", () => {
  it("no file is longer than 300 lines", () => {
    const long = paths
      .filter((path) => path.endsWith(".ts"))
      .map((path) => ({ path, lines: read(path).split("\n").length - 1 }))
      .filter(({ lines }) => lines > 300)
      .map(({ path, lines }) => `${path} has ${lines} lines`);
    expect(long, "Give each subject a file of its own").toEqual([]);
  });

  it("every package and service says in a README what it is", () => {
    const missing = workspaces.map((folder) => `${folder}/README.md`).filter((path) => !paths.includes(path));
    expect(missing).toEqual([]);
  });

  it("the README tells how to start and how to check", () => {
    expect(paths).toContain("README.md");
    const lines = read("README.md").split("\n");
    expect(lines.filter((line) => line.trim().startsWith("npm ci && npm start"))).not.toEqual([]);
    expect(lines.filter((line) => line.trim().startsWith("npm test"))).not.toEqual([]);
  });

  it("every package has a tag, so that the boundaries hold for it", () => {
    const untagged = workspaces
      .filter((folder) => folder.includes("/"))
      .filter(
        (folder) =>
          !paths.includes(`${folder}/turbo.json`) || !/"tags": \["[a-z-]+"\]/.test(read(`${folder}/turbo.json`)),
      );
    const services = workspaces.filter((folder) => folder.startsWith("services/"));
    expect(untagged).toEqual([]);
    expect(services.filter((folder) => !read(`${folder}/turbo.json`).includes('"service"'))).toEqual([]);
  });

  it("no folder is named after nothing", () => {
    const vague = /(?:^|\/)(?:utils?|common|shared|core|helpers?|misc)\//;
    expect(paths.filter((path) => vague.test(path))).toEqual([]);
  });
});

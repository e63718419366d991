import { describe, expect, it } from "vitest";
import { isAccepted, languageFor, weighted } from "./weighted.ts";

describe("a header of weighted choices", () => {
  it("is read heaviest first, and otherwise in its order", () => {
    expect(weighted("a;q=0.2, B, c;Q=0.9 ,d;x=1;q=1.000,,").map(({ value }) => value)).toEqual(["b", "d", "c", "a"]);
  });

  it("does not believe a weight that is none", () => {
    for (const q of ["2", "-1", "1.001", "0.1234", "x", ""]) expect(weighted(`a;q=${q}`)[0]?.weight).toBe(0);
  });
});

describe("the language of an answer", () => {
  it.each([
    "da",
    "DA-dk",
    "da, en",
    "en;q=0.4, da;q=0.5",
    "nb, da;q=0.1",
    "en;q=0",
    "*, en;q=0",
    "da-DK-x-nb;q=0.9, en;q=0.8",
  ])("to %j is Danish", (header) => {
    expect(languageFor(header)).toBe("da");
  });

  it.each([
    undefined,
    "",
    "en",
    "da;q=0.4, en;q=0.5",
    "da;q=0",
    "*",
    "de",
    "fr, *;q=0.1",
    "en, da",
    "dan",
    "da;q=0, en;q=0",
  ])("to %j is English", (header) => {
    expect(languageFor(header)).toBe("en");
  });
});

describe("a media type", () => {
  it.each([
    "*/*",
    "application/*",
    "text/html;q=1, application/json;q=0.1",
    "Application/JSON; charset=utf-8",
    "application/json, */*;q=0",
  ])("is taken by %j", (header) => {
    expect(isAccepted("application/json", header)).toBe(true);
  });

  it.each([
    "application/json;q=0, */*",
    "application/*;q=0, */*",
    "*/*;q=0.0",
    "text/html",
    "json",
    "application/json;q=0.000",
  ])("is not taken by %j", (header) => {
    expect(isAccepted("application/json", header)).toBe(false);
  });
});

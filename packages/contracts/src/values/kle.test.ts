import { expect, test } from "vitest";
import { Kle } from "./kle.ts";

test.each(["27", "27.24", "27.24.15"])("%s is a KLE number", (number) => {
  expect(Kle.parse(number)).toBe(number);
});

test.each(["", "2", "27.", "27.2", "27.24.15.01", "27.24.15 G01", "２７", "27\n"])("%j is none", (number) => {
  expect(Kle.safeParse(number).success).toBe(false);
});

import { describe, expect, test } from "vitest";
import { budgets } from "./budgets.ts";
import { bundleSizes, isWaitedFor } from "./bundles.ts";

describe.each(bundleSizes().filter(isWaitedFor))("the $name function of $service", ({ raw, gzip }) => {
  test("is no heavier than a function may be for whose start somebody waits", () => {
    expect(raw).toBeLessThanOrEqual(budgets.bundleRaw.fails);
    expect(gzip).toBeLessThanOrEqual(budgets.bundleGzip.fails);
  });
});

import { expect, test } from "vitest";
import { budgets } from "./budgets.ts";
import { answersHttp, bundleSizes } from "./bundles.ts";

test.each(bundleSizes().filter(answersHttp))("the $name function of $service keeps its budget of bytes", (bundle) => {
  expect(bundle.raw).toBeLessThanOrEqual(budgets.bundleRaw.fails);
  expect(bundle.gzip).toBeLessThanOrEqual(budgets.bundleGzip.fails);
});

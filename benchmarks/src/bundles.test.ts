import { expect, test } from "vitest";
import { standingBundles } from "./budgets.ts";
import { answersHttp, bundleSizes } from "./bundles.ts";

const kilobytes = 1000;

test.each(bundleSizes().filter(answersHttp))(
  "the $name function of $service grows no heavier than it stands",
  (bundle) => {
    const standing = standingBundles[bundle.service];
    expect(standing, `Give ${bundle.service} its line in standingBundles, at the budget`).toBeDefined();
    expect(bundle.raw / kilobytes).toBeLessThanOrEqual(standing?.raw ?? 0);
    expect(bundle.gzip / kilobytes).toBeLessThanOrEqual(standing?.gzip ?? 0);
  },
);

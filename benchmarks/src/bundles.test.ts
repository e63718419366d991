import { expect, test } from "vitest";
import { budgets } from "./budgets.ts";
import { answersHttp, bundleSizes } from "./bundles.ts";

const { raw, gzip } = { raw: budgets.bundleRaw.fails, gzip: budgets.bundleGzip.fails };

test.each(bundleSizes().filter(answersHttp))(
  "the $name function of $service stays light enough to start quickly",
  (bundle) => {
    expect(bundle.raw).toBeLessThanOrEqual(raw);
    expect(bundle.gzip).toBeLessThanOrEqual(gzip);
  },
);

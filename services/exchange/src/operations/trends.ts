import type { exchange } from "@trygt/contracts/exchange";
import type { Handlers } from "@trygt/service-kit";
import { bandOf } from "../domain/trend.ts";
import { trendFigures, trendId } from "../storage/trends.ts";
import type { AreaDeps } from "./area-deps.ts";

/** Publishing over HTTP what an area sees more of. */
export const trendOperations = (deps: AreaDeps): Pick<Handlers<typeof exchange>, "publishTrend"> => ({
  publishTrend: async ({ body: { areaCode, theme, week, count }, call }) =>
    deps.trends.upsert(
      trendId(areaCode, theme, week),
      { type: "publish", at: call.at, areaCode, theme, week, count },
      call,
      { figures: trendFigures, reply: () => ({ areaCode, theme, week, countBand: bandOf(count) }) },
    ),
});

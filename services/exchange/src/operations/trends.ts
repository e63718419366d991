import type { exchange } from "@trygt/contracts/exchange";
import type { Dependencies, Handlers } from "@trygt/service-kit";
import { bandOf, trendId } from "../domain/trend.ts";
import type { records } from "../records/index.ts";

/** Publishing over HTTP what an area sees more of. */
export const trendOperations = ({
  trends,
}: Pick<Dependencies<typeof records>, "trends">): Pick<Handlers<typeof exchange>, "publishTrend"> => ({
  publishTrend: ({ body: { areaCode, theme, week, count }, context }) =>
    trends.execute(
      { id: trendId(areaCode, theme, week), when: "any" },
      { type: "publish", areaCode, theme, week, count },
      context,
      { reply: () => ({ areaCode, theme, week, countBand: bandOf(count) }) },
    ),
});

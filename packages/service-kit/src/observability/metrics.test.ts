import { describe, expect, it, vi } from "vitest";
import { countFor, metricLine } from "./metrics.ts";

describe("a metric", () => {
  it("is one more of its name for its service, as CloudWatch reads it", () => {
    expect(JSON.parse(metricLine("exchange", "ZoneAnnouncementLate", {}, 1_772_438_400_000))).toEqual({
      _aws: {
        Timestamp: 1_772_438_400_000,
        CloudWatchMetrics: [
          {
            Namespace: "Trygt",
            Dimensions: [["service"]],
            Metrics: [{ Name: "ZoneAnnouncementLate", Unit: "Count" }],
          },
        ],
      },
      service: "exchange",
      ZoneAnnouncementLate: 1,
    });
  });

  it("is told apart by the code that it is counted with", () => {
    const { _aws, ...values } = JSON.parse(metricLine("visits", "Refused", { reason: "out-of-area" }, 0));
    expect(_aws.CloudWatchMetrics[0].Dimensions).toEqual([["service", "reason"]]);
    expect(values).toEqual({ service: "visits", reason: "out-of-area", Refused: 1 });
  });

  it("stands on a line of its own that is no log line", () => {
    const written: string[] = [];
    const stdout = vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
    countFor("visits")("MalformedEvent");
    stdout.mockRestore();
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^\{"_aws".*"MalformedEvent":1\}\n$/);
  });
});

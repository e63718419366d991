// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { beforeEach, vi } from "vitest";

/** Keeps log lines and metrics of the tested functions out of the test report. */
export const quiet = (): void => {
  vi.stubEnv("POWERTOOLS_METRICS_DISABLED", "true");
  vi.stubEnv("POWERTOOLS_METRICS_NAMESPACE", "test");
  beforeEach(() => {
    for (const level of ["info", "warn", "error"] as const)
      vi.spyOn(console, level).mockImplementation(() => undefined);
  });
};

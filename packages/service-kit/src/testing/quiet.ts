// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { beforeEach, vi } from "vitest";

/** Keeps log lines of the tested functions out of the test report; what a log line may say is tested on its pure part. */
export const quiet = (): void => {
  beforeEach(() => {
    for (const level of ["info", "warn", "error"] as const)
      vi.spyOn(console, level).mockImplementation(() => undefined);
  });
};

import { defineConfig } from "vitest/config";

/** One project a kind of test, so that `npm run watch -- --project rules` stays quick while journeys boot the local cloud. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "rules",
          include: ["{packages,services}/*/src/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: ["packages/{assembly-runner,local-cloud}/**", "scripts/new-service.test.ts"],
          // Some start an engine or run hundreds of properties, beside others that do
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "local-cloud",
          include: ["packages/{assembly-runner,local-cloud}/src/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: "budgets", include: ["benchmarks/src/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        test: {
          name: "scaffold",
          include: ["scripts/new-service.test.ts"],
          // Checks new services in a copy of the repository as npm test checks this one
          testTimeout: 600_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
          maxWorkers: 1,
        },
      },
      { test: { name: "template", include: ["infra/src/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        test: {
          name: "journeys",
          include: ["infra/journeys/**/*.test.ts"],
          // Each boots a cloud with an engine and workers of its own: side by side they would only wait for each other
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

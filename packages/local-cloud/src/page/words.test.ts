import { Role } from "@trygt/contracts";
import { describe, expect, test } from "vitest";
import { agencyName, counted, dayName, resourceName, roleNames } from "./words.ts";

describe("the words of the page", () => {
  test("name roles and agencies as people write them", () => {
    expect(roleNames(["ssp_consultant", "dpo_auditor"])).toBe("SSP consultant, data protection officer");
    expect(`${roleNames(["police_ssp_officer"])}, ${agencyName("police")}`).toBe("SSP officer, police");
    expect(roleNames(Role.options)).not.toContain("_");
    expect([roleNames(["judge"]), agencyName("court")]).toEqual(["judge", "court"]);
  });

  test("name a queue by its service and its purpose", () => {
    expect(resourceName("Trygt-Test-Exchange-ClockDeadLetters60934FCE")).toBe("exchange · clock dead letters");
    expect(resourceName("Test-Inbox")).toBe("test · inbox");
  });

  test("name the day of an instant in Copenhagen, late in the evening too", () => {
    expect(dayName("2026-03-02T23:30:00+01:00")).toBe("Monday 2026-03-02");
    expect(dayName("2026-07-01T00:30:00+02:00")).toBe("Wednesday 2026-07-01");
  });

  test("count one and several", () => {
    expect([1, 8].map((count) => counted(count, "queue is empty", "queues are empty"))).toEqual([
      "1 queue is empty",
      "8 queues are empty",
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { RecordRef } from "./vocabulary.ts";

describe("a record that the log is asked for", () => {
  // 60 added to the day: the last digits of one group and the next read like a CPR number
  const chance = "00720410-4311-4c53-9a57-2f6f3d1c8e10";

  it.each([
    "STAFF",
    `CASE#${chance}`,
    `VISIT#${chance}.2`,
    `LOG#CASE#${chance}`,
    "LOG#2026-03-02",
    "CONCERNS#received",
  ])("is named as the log does: %s", (text) => expect(RecordRef.safeParse(text).success).toBe(true));

  it.each([
    "",
    "#",
    "case#1",
    "CASE#720410-4311",
    "CASE#7204104311",
    "CASE#a-720410-4311",
    "LOG#CASE#720410-4311",
    "C720410-4311",
  ])("is no CPR number, and nothing else: %s", (text) => expect(RecordRef.safeParse(text).success).toBe(false));
});

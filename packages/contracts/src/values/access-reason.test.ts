import { expect, test } from "vitest";
import { AccessNote, AccessReason } from "./access-reason.ts";

test("a reason for access is one of the list, never free text", () => {
  expect(AccessReason.parse("case-work")).toBe("case-work");
  for (const other of ["", "Case-work", "curiosity", "case-work, audit"])
    expect(AccessReason.safeParse(other).success).toBe(false);
});

test("a note to the reason has 1 to 200 characters", () => {
  expect(AccessNote.safeParse("").success).toBe(false);
  expect(AccessNote.safeParse("a".repeat(200)).success).toBe(true);
  expect(AccessNote.safeParse("a".repeat(201)).success).toBe(false);
});

import type { StaffId } from "@trygt/contracts";
import { describe, expect, it } from "vitest";
import { screenTexts } from "./free-text.ts";

describe("A text in which something was found", () => {
  const author = "50000000-0000-4000-8000-000000000001" as StaffId;
  const other = "50000000-0000-4000-8000-000000000002" as StaffId;
  const text = "Se opgang 7";

  it("is refused, stands when a second person stands for it, and not when its author does", () => {
    expect(screenTexts([text], undefined, other)).toEqual({ refused: "personal-data-in-free-text" });
    expect(screenTexts([text], { author }, author)).toEqual({ refused: "self-approval-refused" });
    expect(screenTexts([text], { author }, other)).toEqual({
      refused: undefined,
      released: { found: ["address"], author, by: other },
    });
  });

  it("needs nobody to stand for it when it is clean", () => {
    expect(screenTexts(["Alt er roligt"], { author }, author)).toEqual({ refused: undefined });
  });
});

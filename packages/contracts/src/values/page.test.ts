import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { cursorText, PageQuery, pageOf } from "./page.ts";

const query = z.strictObject(PageQuery);

describe("a page of a list", () => {
  test("has at most 50 records", () => {
    expect(query.parse({ limit: "50" }).limit).toBe(50);
    expect(query.parse({ limit: "1" }).limit).toBe(1);
    for (const limit of ["0", "51", "-1", "1.5", "1e1", "050", "", " 5"])
      expect(query.safeParse({ limit }).success).toBe(false);
  });

  test("goes on from the cursor that the page before gave", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.uuid(), (sortKey, id) => {
        const cursor = { sortKey, key: `CASE#${id}|STATE` };
        expect(query.parse({ cursor: cursorText(cursor) }).cursor).toEqual(cursor);
      }),
    );
  });

  test.each([
    "SAFETY_MEETING#1|STATE",
    "SAFETY-MEETING#1|STATE",
    "CASE#1|LISTED#1",
    "CASE#1|LISTED#10",
    "CASE#1|LISTED#999",
  ])("goes on from %s", (key) => {
    const cursor = { sortKey: "2026-03-02", key };
    expect(query.parse({ cursor: cursorText(cursor) }).cursor).toEqual(cursor);
  });

  test("does not go on from a record that no list has", () => {
    for (const key of ["", "CASE#1", "SUBJECT#1|PERSON", "CASE#1|EVENT#1"])
      expect(query.safeParse({ cursor: cursorText({ sortKey: "2026-03-02", key }) }).success).toBe(false);
    expect(query.safeParse({ cursor: cursorText({ sortKey: "", key: "CASE#1|STATE" }) }).success).toBe(false);
  });

  test.each(["", "not/base64url", "bm9wZQ", Buffer.from("[1,2]").toString("base64url"), "A".repeat(1025)])(
    "does not go on from %j",
    (cursor) => expect(query.safeParse({ cursor }).success).toBe(false),
  );

  test("is not sorted by anything a caller names (D13)", () => {
    expect(query.safeParse({ sort: "age" }).success).toBe(false);
  });

  test("holds its records and the next cursor, and nothing else", () => {
    const page = pageOf(z.strictObject({ status: z.literal("open") }));
    expect(page.parse({ items: [{ status: "open" }], next: "abc" })).toEqual({
      items: [{ status: "open" }],
      next: "abc",
    });
    expect(page.safeParse({ items: [], total: 3 }).success).toBe(false);
  });
});

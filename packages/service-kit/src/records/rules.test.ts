import { describe, expect, it } from "vitest";
import { hanne } from "../testing/cast.ts";
import { context, red } from "../testing/loans.ts";
import { staffOf, system } from "./actor.ts";
import { withoutDeduplication } from "./command.ts";
import { accept, refuse, refuseIf } from "./decision.ts";
import { toPage } from "./page.ts";
import { erased, exists, none } from "./state.ts";

describe("what rules are written with", () => {
  it("a decision is the events, or every reason why not", () => {
    expect(accept({ type: "lent" })).toEqual({ accepted: true, events: [{ type: "lent" }] });
    expect(accept()).toEqual({ accepted: true, events: [] });
    expect(refuse("invalid-transition", "not-found")).toEqual({
      accepted: false,
      reasons: ["invalid-transition", "not-found"],
    });
  });

  it("a list of conditions refuses for all that hold, and says nothing when none does", () => {
    expect(refuseIf({ "not-found": false, "purpose-missing": true, "consent-missing": true })).toEqual(
      refuse("purpose-missing", "consent-missing"),
    );
    expect(refuseIf({ "purpose-missing": false })).toBeUndefined();
    expect(refuseIf({})).toBeUndefined();
  });

  it("a record exists between its beginning and its erasure", () => {
    expect([none, { status: "free" }, erased].map(exists)).toEqual([false, true, false]);
  });

  it("what only a person can do is not done by the system", () => {
    expect(staffOf(hanne)).toEqual(hanne);
    expect(() => staffOf(system)).toThrow("Only a member of staff");
  });

  it("a context without the mark of its event is the same in all else", () => {
    expect(withoutDeduplication(context({ eventId: red, causationId: red }))).toEqual(context({ causationId: red }));
  });

  it("a page shows what there is to show, and its cursor as text", () => {
    const items = [1, 2, 3].map((version) => ({ id: `b${version}`, state: {}, version }));
    const odd = ({ id, version }: { readonly id: string; readonly version: number }) =>
      version === 2 ? undefined : { id };
    expect(toPage({ items }, odd)).toEqual({ items: [{ id: "b1" }, { id: "b3" }] });
    const next = { sortKey: "2026-03-02", key: "BICYCLE#b3|STATE" };
    expect(toPage({ items, next }, odd)).toMatchObject({ next: expect.stringMatching(/^[\w-]+$/) });
  });
});

import { describe, expect, test } from "vitest";
import { exchange } from "./index.ts";
import { kindOf } from "./parties.ts";

const { proposeCase, routeMinor, addStatement, correctStatement, askForInformation, disclose } = exchange.operations;

describe("whoever becomes a party by what they do", () => {
  test.each(
    [proposeCase, routeMinor, addStatement, correctStatement, askForInformation, disclose].flatMap(({ name, roles }) =>
      roles.map((role) => ({ name, role })),
    ),
  )("$name: $role acts for an authority, or is told that nothing is here", ({ role }) => {
    expect(kindOf(role)).toBeDefined();
  });
});

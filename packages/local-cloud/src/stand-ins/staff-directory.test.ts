import { describe, expect, test } from "vitest";
import { demoPeople } from "../people.ts";
import { readFilter } from "./scim-filter.ts";
import { staffDirectory } from "./staff-directory.ts";

const standIn = staffDirectory(demoPeople);
const ask = async (path: string, query: Readonly<Record<string, string>> = {}, method = "GET") => {
  const request = { method, path, query: new URLSearchParams(query), body: undefined };
  const { status, body } = await standIn.answer(request);
  return { status, body: status === 404 && !String(body).startsWith("{") ? {} : JSON.parse(String(body)) };
};
const namesIn = (body: { Resources: { displayName: string }[] }) =>
  body.Resources.map(({ displayName }) => displayName);

describe("the staff directory on this machine", () => {
  test("knows the demo people by their identifier, and says of others that there is no such resource", async () => {
    const signe = demoPeople.find(({ name }) => name === "Signe");
    expect(await ask(`/Users/${signe?.sub}`)).toMatchObject({
      status: 200,
      body: { id: signe?.sub, displayName: "Signe", active: true, roles: [{ value: "ssp_consultant" }] },
    });
    expect(await ask("/Users/50000000-0000-4000-8000-000000000001")).toMatchObject({
      status: 404,
      body: { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "404" },
    });
  });

  test("lists whom a filter finds, by name, page by page", async () => {
    const filter = 'active eq true and roles.value eq "employment_adviser" and displayName co "j"';
    const { body } = await ask("/Users", { filter });
    expect([body.totalResults, namesIn(body)]).toEqual([2, ["Jens", "Jonna"]]);
    const second = await ask("/Users", { filter, startIndex: "2", count: "1" });
    expect([second.body.totalResults, namesIn(second.body)]).toEqual([2, ["Jonna"]]);
    expect((await ask("/Users", { filter: 'displayName gt "J"' })).body).toMatchObject({ scimType: "invalidFilter" });
  });

  test("takes no changes", async () => {
    expect((await ask("/Users", {}, "POST")).status).toBe(404);
  });
});

describe("a filter", () => {
  const attributes = new Map([["displayname", ['Ann "and" Bo']]]);

  test("compares texts in either case, with quotes and the word and within them", () => {
    expect(readFilter('displayName co "N \\"AND\\" b"')?.(attributes)).toBe(true);
    expect(readFilter('active eq true and displayName co "a and active eq false"')?.(attributes)).toBe(false);
    expect(
      readFilter('displayName co "and" and displayName co " and bo"')?.(new Map([["displayname", ["Ann and Bo"]]])),
    ).toBe(true);
    expect(readFilter('DISPLAYNAME sw "ann" and displayName eq "ann"')?.(attributes)).toBe(false);
  });

  test("that the stand-in does not know is none", () => {
    for (const text of ["", "active", 'a eq "b" or c eq "d"', 'not (a eq "b")', 'a eq "b" and', "a eq 'b'"])
      expect(readFilter(text)).toBeUndefined();
  });
});

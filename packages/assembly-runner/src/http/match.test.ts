import { expect, test } from "vitest";
import { routeMatcher } from "./match.ts";

const keys = [
  "GET /cases/{caseId}",
  "GET /cases/mine",
  "POST /cases/{caseId}/visits/{visitId}",
  "ANY /cases/mine",
  "GET /files/{path+}",
  "GET /files/readme",
];
const match = routeMatcher(keys.map((key) => ({ key })));
const found = (method: string, path: string) => {
  const result = match(method, path);
  return result === undefined ? undefined : [result.route.key, result.parameters];
};

test.each([
  ["a parameter", "GET", "/cases/17", ["GET /cases/{caseId}", { caseId: "17" }]],
  ["an encoded parameter, decoded", "GET", "/cases/a%2Fb%C3%B8", ["GET /cases/{caseId}", { caseId: "a/bø" }]],
  ["a literal before a parameter", "GET", "/cases/mine", ["GET /cases/mine", {}]],
  ["any method where none is named", "PUT", "/cases/mine", ["ANY /cases/mine", {}]],
  [
    "two parameters",
    "POST",
    "/cases/1/visits/2",
    ["POST /cases/{caseId}/visits/{visitId}", { caseId: "1", visitId: "2" }],
  ],
  ["a rest of the path", "GET", "/files/a/b.txt", ["GET /files/{path+}", { path: "a/b.txt" }]],
  ["a literal before a rest", "GET", "/files/readme", ["GET /files/readme", {}]],
  ["no route for another method", "DELETE", "/cases/17", undefined],
  ["no route for an empty parameter", "GET", "/cases/", undefined],
  ["no route for a longer path", "GET", "/cases/17/more", undefined],
])("a request finds %s", (_, method, path, expected) => {
  expect(found(method, path)).toEqual(expected);
});

test("the default route takes what no other takes", () => {
  const withDefault = routeMatcher([{ key: "GET /a" }, { key: "$default" }]);
  expect(withDefault("POST", "/a")?.route.key).toBe("$default");
  expect(withDefault("GET", "/a")?.route.key).toBe("GET /a");
});

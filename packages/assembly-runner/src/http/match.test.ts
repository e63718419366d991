import { expect, test } from "vitest";
import { routeMatcher } from "./match.ts";

const keys = [
  "GET /orders/{orderId}",
  "GET /orders/mine",
  "POST /orders/{orderId}/items/{itemId}",
  "ANY /orders/mine",
  "GET /files/{path+}",
  "GET /files/readme",
];
const match = routeMatcher(keys.map((key) => ({ key })));
const found = (method: string, path: string) => {
  const result = match(method, path);
  return result === undefined ? undefined : [result.route.key, result.parameters];
};

test.each([
  ["a parameter", "GET", "/orders/17", ["GET /orders/{orderId}", { orderId: "17" }]],
  ["an encoded parameter, decoded", "GET", "/orders/a%2Fb%C3%B8", ["GET /orders/{orderId}", { orderId: "a/bø" }]],
  ["a literal before a parameter", "GET", "/orders/mine", ["GET /orders/mine", {}]],
  ["any method where none is named", "PUT", "/orders/mine", ["ANY /orders/mine", {}]],
  [
    "two parameters",
    "POST",
    "/orders/1/items/2",
    ["POST /orders/{orderId}/items/{itemId}", { orderId: "1", itemId: "2" }],
  ],
  ["a rest of the path", "GET", "/files/a/b.txt", ["GET /files/{path+}", { path: "a/b.txt" }]],
  ["a literal before a rest", "GET", "/files/readme", ["GET /files/readme", {}]],
  ["no route for another method", "DELETE", "/orders/17", undefined],
  ["no route for an empty parameter", "GET", "/orders/", undefined],
  ["no route for a longer path", "GET", "/orders/17/more", undefined],
])("a request finds %s", (_, method, path, expected) => {
  expect(found(method, path)).toEqual(expected);
});

test("the default route takes what no other takes", () => {
  const withDefault = routeMatcher([{ key: "GET /a" }, { key: "$default" }]);
  expect(withDefault("POST", "/a")?.route.key).toBe("$default");
  expect(withDefault("GET", "/a")?.route.key).toBe("GET /a");
});

import { expect, test } from "vitest";
import { functionResponse } from "./response.ts";

const responseTo = (value: unknown) => functionResponse(JSON.stringify(value));

test("an object with a status code is a response: headers in lower case, cookies, a body that may be binary", () => {
  expect(
    responseTo({ statusCode: 201, headers: { ETag: '"1"', "X-Many": ["a", "b"] }, cookies: ["c=1"], body: "hej" }),
  ).toEqual({
    status: 201,
    headers: {
      etag: '"1"',
      "x-many": "a,b",
      "content-type": "text/plain; charset=utf-8",
      "set-cookie": ["c=1"],
    },
    body: "hej",
  });
  expect(responseTo({ statusCode: 200, body: "aGVq", isBase64Encoded: true })?.body).toEqual(Buffer.from("hej"));
  expect(responseTo({ statusCode: 204 })).toMatchObject({ status: 204, body: "" });
});

test("any other value is a JSON body with status 200", () => {
  const ok = { status: 200, headers: { "content-type": "application/json" } };
  expect(responseTo({ a: 1 })).toEqual({ ...ok, body: '{"a":1}' });
  expect(responseTo("hej")).toEqual({ ...ok, body: "hej" });
  expect(functionResponse(undefined)).toEqual({ ...ok, body: "null" });
});

test.each([[{ statusCode: 700 }], [{ statusCode: "soon" }], [{ statusCode: 200, body: { a: 1 } }]])(
  "what API Gateway would refuse is none: %j",
  (value) => {
    expect(responseTo(value)).toBeUndefined();
  },
);

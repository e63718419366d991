import { expect } from "vitest";
import type { City, Sent } from "./city.ts";
import { numbersIn } from "./secrecy.ts";

/** Stands in every bad request, and in no answer. */
export const marker = "Hemmeligt-7f3a";

/** A refusal as it was told: where in the request, and every reason. */
export type Refused = {
  readonly status: number;
  readonly slug: string;
  readonly reasons: readonly string[];
  readonly pointers: readonly string[];
  readonly headers: Headers;
};

type Fault = { readonly reason: string; readonly pointer?: string };

/** Sends a request as it is and reads the refusal. Fails when it is no problem document (RFC 9457), or repeats anything of what was sent. */
export const refused = async (city: City, name: string, route: string, request: Sent = {}): Promise<Refused> => {
  const response = await city.as(name).send(route, request);
  const answer = await response.text();
  expect(answer).not.toContain(marker);
  expect(numbersIn(answer)).toEqual([]);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const { type, status, instance, errors = [] } = JSON.parse(answer);
  expect(status).toBe(response.status);
  expect(instance).toMatch(/^urn:trygt:request:\S+$/);
  return {
    status,
    slug: type.replace("urn:trygt:problem:", ""),
    reasons: errors.map(({ reason }: Fault) => reason),
    pointers: errors.flatMap(({ pointer }: Fault) => pointer ?? []),
    headers: response.headers,
  };
};

/** Watches that nothing comes of what is sent: `unchanged` fails when a record, event or dead letter has come or gone since it last looked. */
export const watch = (city: City) => {
  let earlier: ReadonlySet<string> | undefined;
  const look = async () => {
    const all = [...(await city.rows("records")), ...(await city.events()), ...(await city.deadLetters())];
    return new Set(all.map((one) => JSON.stringify(one)));
  };
  return {
    look: async (): Promise<void> => {
      earlier = await look();
    },
    unchanged: async (): Promise<void> => {
      const before = earlier ?? new Set();
      const after = await look();
      earlier = after;
      const come = [...after].filter((one) => !before.has(one));
      const gone = [...before].filter((one) => !after.has(one));
      expect({ come, gone }).toEqual({ come: [], gone: [] });
    },
  };
};

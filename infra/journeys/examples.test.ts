import { randomUUID } from "node:crypto";
import { type OpenApi, openapi, type Parameter, type PathOperation } from "@trygt/contracts/openapi";
import type { SignedInPerson } from "@trygt/local-cloud";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boot, type City } from "./support/city.ts";

const document = openapi();

type Example = {
  readonly id: string;
  readonly path: string;
  readonly method: string;
  readonly operation: PathOperation;
  /** The name of the body's example, where there is a body. */
  readonly name?: string;
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ id: operation.operationId, path, method, operation })),
);
const examplesOf = (operation: PathOperation) => operation.requestBody?.content["application/json"].examples;
const examples = operations.flatMap((one): readonly Example[] => {
  const bodies = examplesOf(one.operation);
  return bodies === undefined ? [one] : Object.keys(bodies).map((name): Example => ({ ...one, name }));
});

/** What came of an example: its status and the slugs of its problem, or why it could not be sent. */
type Answer = { readonly status: number; readonly told: string };

let city: City;
let people: readonly SignedInPerson[];
const answers = new Map<Example, Answer | Error>();

// Each example is sent once, as a reader would who tries the reference from top to bottom
beforeAll(async () => {
  city = await boot();
  people = (await (await fetch(`${city.url}/_local/people`)).json()) as readonly SignedInPerson[];
  for (const example of examples) answers.set(example, await send(example).catch((error: Error) => error));
});
afterAll(() => city.stop());

const answerTo = (example: Example): Answer => {
  const answer = answers.get(example);
  if (answer === undefined || answer instanceof Error) throw answer ?? new Error(`${example.id} was not sent`);
  return answer;
};

const parametersOf = ({ parameters }: PathOperation): readonly Parameter[] =>
  parameters.map((parameter) =>
    "$ref" in parameter
      ? (document.components["parameters"]?.[parameter.$ref.split("/").at(-1) ?? ""] as Parameter)
      : parameter,
  );

/** What the parameters of one place show, by name. Throws where a required one shows nothing. */
const shown = (operation: PathOperation, place: Parameter["in"]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    parametersOf(operation)
      .filter((parameter) => parameter.in === place)
      .flatMap(({ name, required, example }) => {
        if (example !== undefined) return [[name, String(example)]];
        if (required) throw new Error(`${operation.operationId} shows no example of ${name} in the ${place}`);
        return [];
      }),
  );

/** The first of the cast who may call an operation, in the order in which it names its roles. */
const callerOf = ({ operationId, "x-roles": roles }: PathOperation): SignedInPerson => {
  const [caller] = roles.flatMap((role) => people.filter((person) => person.roles.includes(role)));
  if (caller === undefined) throw new Error(`Nobody of the cast may call ${operationId}`);
  return caller;
};

/** Sends the request that the document shows; only the key is new each time, as the document asks. */
const send = async ({ path, method, operation, name }: Example): Promise<Answer> => {
  const params = shown(operation, "path");
  const query = new URLSearchParams(shown(operation, "query")).toString();
  const address = path.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(params[part] ?? ""));
  const body = name === undefined ? undefined : examplesOf(operation)?.[name]?.value;
  const response = await fetch(`${city.url}${address}${query && `?${query}`}`, {
    method: method.toUpperCase(),
    headers: {
      ...shown(operation, "header"),
      authorization: `Bearer ${callerOf(operation).token}`,
      ...(method === "post" && { "Idempotency-Key": randomUUID() }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, told: [response.status, ...(await reasonsOf(response))].join(" ") };
};

/** The slugs with which an answer says no; none when it says yes. */
const reasonsOf = async (response: Response): Promise<readonly string[]> => {
  if (response.ok) return [];
  const { type, errors = [] } = (await response.json()) as { type: string; errors?: { reason: string }[] };
  return [type, ...errors.map(({ reason }) => reason)];
};

describe("the reference that the city shows", () => {
  test("is the one whose examples are sent here", async () => {
    const served = (await (await fetch(`${city.url}/openapi.json`)).json()) as OpenApi;
    expect(served).toEqual(document);
  });

  test("has an example of every body", () => {
    const mute = operations.filter(
      ({ operation }) => Object.keys(examplesOf(operation) ?? { none: true }).length === 0,
    );
    expect(mute.map(({ id }) => id)).toEqual([]);
  });
});

describe("the example of a request is understood", () => {
  test.each(examples)("$id $name", (example) => {
    const { status, told } = answerTo(example);
    expect([400, 401, 403, 405, 406, 415, 428], told).not.toContain(status);
    expect(status, told).toBeLessThan(500);
    if (status === 404) expect(example.path, told).toContain("{");
  });
});

describe("a request that needs no record of its own is carried out as the document shows it", () => {
  const free = operations.filter(({ path }) => !path.includes("{"));

  test.each(free)("$id", ({ id, operation }) => {
    const told = examples.filter((example) => example.id === id).map((example) => answerTo(example).told);
    const [success] = Object.keys(operation.responses);
    expect(told).toContain(success);
  });
});

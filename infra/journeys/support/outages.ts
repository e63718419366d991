import type { City, Colleague } from "./city.ts";
import type { caseWork } from "./stories.ts";

/** A request that meets an outage: which function cannot reach whom, and the request, with headers that are given. */
export type Errand = {
  readonly outage: string;
  readonly send: (headers: Readonly<Record<string, string>>) => Promise<Response>;
};

/** Work that nobody waits for and that meets an outage: what sets it off, and whether it has come to its end, once. */
export type Behind = {
  readonly outage: string;
  readonly begin: () => Promise<unknown>;
  readonly ended: () => Promise<boolean>;
};

/** What goes on at the same time in one outage. No two of them meet each other's. */
export type Errands = { readonly behind: readonly Behind[]; readonly before: readonly Errand[] };

/** A colleague's request that meets an outage, on the version that is given. */
export const errand = (
  outage: string,
  { send }: Colleague,
  route: string,
  body?: unknown,
  ifMatch?: string,
): Errand => ({
  outage,
  send: (headers) =>
    send(route, {
      headers: { ...headers, ...(ifMatch === undefined ? {} : { "if-match": ifMatch }) },
      ...(body === undefined ? {} : { body }),
    }),
});

/** The version of a case as it stands. */
export const versionIn = async ({ work }: { readonly work: ReturnType<typeof caseWork> }): Promise<string> =>
  (await work.read()).etag ?? "";

/** The events of a name that were said, each once. */
export const said = async (city: City, name: string): Promise<readonly string[]> => [
  ...new Set((await city.events(name)).map(({ detail }) => JSON.stringify(detail))),
];

/** Whether an event of a name was said about something, and no second one. */
export const saidOnce = async (city: City, name: string, about: string): Promise<boolean> =>
  (await said(city, name)).filter((detail) => detail.includes(about)).length === 1;

/** Whether letters of a case were delivered, each once. */
export const hasLetters = async (city: City, caseId: string): Promise<boolean> => {
  const references = (await city.letters()).map(({ reference }) => reference).filter((one) => one.startsWith(caseId));
  return references.length > 0 && new Set(references).size === references.length;
};

import type { City } from "./city.ts";
import type { Row } from "./tables.ts";

const tables = ["Visits", "Exchange", "Jobs"].flatMap((service) => [`${service}Table`, `${service}AccessLog`]);

/** Everything that stands somewhere: the rows of every table, the events on the bus, the letters that were delivered. */
export type Standing = {
  readonly rows: ReadonlyMap<string, Row>;
  readonly events: ReadonlyMap<string, unknown>;
  readonly letters: ReadonlyMap<string, unknown>;
};

/** Looks at everything; an event that was said twice counts once, as it does for those who hear it. */
export const standing = async (city: City): Promise<Standing> => {
  const rows = await Promise.all(
    tables.map(async (table) => (await city.rows(table)).map((row) => [`${table}|${row.pk}|${row.sk}`, row] as const)),
  );
  const events = (await city.events()).map(
    (event) =>
      [(event.detail["meta"] as { readonly eventId: string }).eventId, [event["detail-type"], event.detail]] as const,
  );
  const letters = (await city.letters()).map((letter) => [letter.letterId, letter] as const);
  return { rows: new Map(rows.flat()), events: new Map(events), letters: new Map(letters) };
};

/** What has come about between two looks, without what differs from run to run: identifiers, the time of day, and how often it was before. */
export const whatIsLeft = (before: Standing, after: Standing) => ({
  rows: acts(
    [...after.rows].flatMap(([key, row]) => {
      const old = before.rows.get(key);
      if (old === undefined) return shown({ ...row, in: key.slice(0, key.indexOf("|")) });
      return alike(old) === alike(row) ? [] : shown(since(old, row));
    }),
  ),
  events: newOf(before.events, after.events),
  letters: newOf(before.letters, after.letters),
});

const newOf = (before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>) =>
  [...after].flatMap(([id, one]) => (before.has(id) ? [] : shown(one))).sort();

// A counter goes on from where it stood
const since = (old: Row, row: Row) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const was = old[name];
      return [name, typeof value === "number" && typeof was === "number" ? value - was : value];
    }),
  );

// Whoever asked again has read, or been handed something, twice; and what the desk answered may be noted before whoever asked it comes again
const mayComeTwice = /"act":"(?:consultation|disclosure)"|"operation":"exchange\.disclosure-answered\.v1"/;
// An event that was said twice may be heard twice at once: the desk gives its correction to the first
const comesTooLate = /"operation":"desk\.fetch-correction".*"refused":\["ticket-used"\]/;

const acts = (rows: readonly string[]): readonly string[] =>
  rows
    .toSorted()
    .filter((row, at, all) => !comesTooLate.test(row) && (!mayComeTwice.test(row) || all.indexOf(row) === at));

const chance: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}_[0-9a-f]{2}=|[0-9a-f]{32,64}/g, "*"],
  [/T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)/g, "T*"],
  [/\b1[789]\d{8}(?:\d{3})?\b/g, "0"],
  [/"DUE#\d+"/g, '"DUE"'],
  [/("LOG#[\d-]+)#[0-9a-f]"/g, '$1"'],
];

/** Text in which two runs of one story are alike. */
export const alike = (value: unknown): string =>
  chance.reduce((text, [pattern, instead]) => text.replaceAll(pattern, instead), JSON.stringify(value, inOneOrder));

const inOneOrder = (_name: string, value: unknown): unknown =>
  typeof value !== "object" || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));

const shown = (value: unknown): readonly [string] => [alike(value)];

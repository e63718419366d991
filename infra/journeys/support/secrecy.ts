import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Cpr } from "@trygt/contracts";
import { citizens, demoPeople } from "@trygt/local-cloud";
import type { City } from "./city.ts";

/**
 * What has leaked: every CPR number, name or address of the cast, reference to a person, and given word that stands in what went
 * over the bus, through the queues, into the dead letters, the log or the live flow. Each find names its place; none is silence.
 */
export const leaks = async (city: City, words: readonly string[] = []): Promise<readonly string[]> => {
  await city.settle();
  const rows = [...(await city.rows("records")), ...(await city.rows("ExchangeTable"))];
  const references = rows.flatMap(({ pk }) => /^SUBJECT#(.+)$/.exec(pk)?.[1] ?? []);
  const secret = [...ofTheCast, ...new Set(references), ...words];
  const places: Readonly<Record<string, string>> = {
    bus: JSON.stringify(await city.events()),
    "dead letters": JSON.stringify(await city.deadLetters()),
    log: city.log(),
    flow: await flowOf(city),
  };
  if (places["log"] === "") throw new Error("There is no log to look through, so silence proves nothing");
  return [
    ...Object.entries(places).flatMap(([place, text]) =>
      [...wordsIn(text, secret), ...numbersIn(text)].map((find) => `${place}: ${find}`),
    ),
    ...wordsIn(storageOf(city), secret).map((find) => `queues: ${find}`),
  ];
};

/** The words that a text contains, each as a word of its own. */
export const wordsIn = (text: string, words: readonly string[]): readonly string[] =>
  words.filter((word) => {
    const literal = word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`(?<![\\p{L}\\d])${literal}(?![\\p{L}\\d])`, "u").test(text);
  });

/** The ten digits in a text that could be a CPR number. */
export const numbersIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\w.-])\d{6}-?\d{4}(?![\w-])/g)].map(([digits]) => digits).filter((digits) => isCpr(digits));

const isCpr = (digits: string): boolean => Cpr.safeParse(digits).success;

const hyphenated = (cpr: string): string => `${cpr.slice(0, 6)}-${cpr.slice(6)}`;

// Names of three letters would be found in anything
const ofTheCast: readonly string[] = [
  ...new Set([
    ...citizens.flatMap(({ cpr, name, address }) => [cpr, hyphenated(cpr), ...name.split(" "), address.text]),
    ...demoPeople.map(({ name }) => name),
  ]),
].filter((word) => word.length > 3);

// Messages that were taken leave their bytes behind: so even a queue that is empty now tells what went through it
const storageOf = ({ data }: City): string =>
  ["cloud.sqlite", "cloud.sqlite-wal"]
    .map((file) => join(data, file))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");

/** The live flow of a city so far: what happened, as the page shows it. */
export const flowOf = async ({ url }: City): Promise<string> => {
  const response = await fetch(`${url}/_local/flow`);
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(": caught up")) break;
  }
  return text;
};

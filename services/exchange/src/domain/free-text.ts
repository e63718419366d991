import type { StaffId } from "@trygt/contracts";
import { namedIn, pairsIn } from "./free-text-names.ts";

/** What in a text points at a person. Codes only: a finding never carries the words that it rests on. */
export type Finding = "cpr" | "telephone" | "email" | "handle" | "address" | "plate" | "name";

/**
 * The kinds of personal data that a free text seems to hold (H1, H2, Z6): CPR patterns, telephones, e-mails, handles, homes with
 * floor or door, number plates, and names, those given and those that look like first and last name. Danish and English; takes
 * time in proportion to the text. It errs towards a finding, because a second person can say that it was wrong.
 */
export const personalDataIn = (text: string, names: readonly string[] = []): readonly Finding[] => {
  const plain = unmasked(text);
  const found = (Object.keys(patterns) as (keyof typeof patterns)[]).filter((kind) => patterns[kind](plain));
  return pairsIn(plain) || namedIn(plain, names) ? [...found, "name"] : found;
};

/** Why a text may not stand: it names somebody and nobody says otherwise, or its own author says so. */
export type TextRefusal = "personal-data-in-free-text" | "self-approval-refused";

/** Who says that the machine was wrong about a text: the author as named, and the second person who stands for it. */
export type FalseAlarm = { readonly author: StaffId };

/** A text that stands although the machine found something: what, who wrote it, and who stands for it. */
export type Released = { readonly found: readonly Finding[]; readonly author: StaffId; readonly by: StaffId };

/** Screens texts that one person sends in for personal data: clean, stood for by a second person, or refused. */
export const screenTexts = (
  texts: readonly string[],
  falseAlarm: FalseAlarm | undefined,
  by: StaffId,
): { readonly refused: TextRefusal | undefined; readonly released?: Released } => {
  const found = [...new Set(texts.flatMap((text) => personalDataIn(text)))];
  if (found.length === 0) return { refused: undefined };
  if (falseAlarm === undefined) return { refused: "personal-data-in-free-text" };
  if (falseAlarm.author === by) return { refused: "self-approval-refused" };
  return { refused: undefined, released: { found, author: falseAlarm.author, by } };
};

// What hides a number from a pattern: full-width and Arabic digits, invisible characters, all the kinds of hyphen
const unmasked = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\u2010-\u2015\u2212]/g, "-");

// Every repetition below is bounded, so that no text makes the search slow
const cpr = [
  // Any day of 1–31 or, for replacement numbers, 61–91; modulus 11 says nothing (C1)
  /(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[\s./-]?(?:0[1-9]|1[0-2])[\s./-]?\d{2}\s{0,2}[./-]?\s{0,2}\d{4}(?!\d)/,
  /(?<!\d)\d(?: \d){5}[ -]{1,3}\d(?: \d){3}(?!\d)/,
];
const telephone = [
  /(?<!\d)(?:\+|00)[1-9](?:[\s.-]?\d){7,13}(?!\d)/,
  /(?<!\d)[2-9]\d{7}(?!\d)/,
  /(?<!\d)[2-9]\d([\s.-])\d{2}\1\d{2}\1\d{2}(?!\d)/,
  /(?<!\d)[2-9]\d(?: \d{3} \d{3}|\d \d{2} \d{3}|\d \d{3} \d{2})(?!\d)/,
];
const halves = /(?<!\d)([2-9]\d{3})[ -](\d{4})(?!\d)/g;
/** Four digits that are rather a year or a time of day: 2024–2026, 2000-2230. */
const yearOrTime = /^(?:20\d\d|(?:[01]\d|2[0-3])[0-5]\d|2400)$/;

const floor = String.raw`(?:\d{1,2}\.?|st\.?|stuen|kld?\.?)`;
const door = String.raw`(?:t\.?v|t\.?h|m\.?f)`;
const address = [
  // 3. tv · 2. sal mf. · st. th · 12, 3 tv
  new RegExp(String.raw`(?<![\p{L}\d])(?:\d{1,2}\.|st\.?|stuen)\s{0,2}(?:sal)?[\s,.]{0,3}${door}(?![\p{L}\d])`, "iu"),
  new RegExp(String.raw`\d[a-zæøå]?[\s,]{1,3}${floor}[\s,]{1,3}${door}(?![\p{L}\d])`, "iu"),
  // 12, 2. sal · 2. sal til venstre
  /\d[a-zæøå]?[\s,]{1,3}\d{1,2}\.?\s{0,2}sal(?!\p{L})/iu,
  /\d{1,2}\.\s{0,2}sal[\s,]{0,2}(?:til\s)?(?:venstre|højre|midt)/i,
  // Mimersgade 12, st. · Mimersgade 12, 3. – but not "12, 3. marts"
  /(?:vej|gade|allé|alle|plads|stræde|boulevard|torv|vænge|parken)\s\d{1,3}[a-zæøå]?,\s?(?:st\.|\d{1,2}\.)(?!\s{0,2}[\p{L}\d])/iu,
  /(?<!\p{L})(?:dør|lejlighed|lejl\.?|opgang|apartment|flat|stairwell)\s(?:nr\.?\s|no\.?\s)?\d{1,4}(?!\d)/iu,
  /(?:\d(?:st|nd|rd|th)|ground)\sfloor[\s,]{1,2}(?:left|right|middle)/i,
];
const plate = [
  /(?<![\p{L}\d])[A-Z]{2}[\s-]?\d{2}[\s.]?\d{3}(?![\p{L}\d])/u,
  /(?<![\p{L}\d])[a-z]{2}\d{5}(?![\p{L}\d])/iu,
];
const email = /[\p{L}\d._%+-]@[\p{L}\d.-]{1,100}\.\p{L}{2}/u;
const handle = [
  /(?<![\p{L}\d._])@[\p{L}\d_]{3}/u,
  /(?:instagram|snapchat|tiktok|facebook|fb|t)\.(?:com|me)\/[\w.@]{2}/i,
];

const anyOf = (all: readonly RegExp[]) => (text: string) => all.some((pattern) => pattern.test(text));
const inHalves = (text: string) =>
  [...text.matchAll(halves)].some(([, one = "", other = ""]) => !(yearOrTime.test(one) && yearOrTime.test(other)));

const patterns: Readonly<Record<Exclude<Finding, "name">, (text: string) => boolean>> = {
  cpr: anyOf(cpr),
  telephone: (text) => anyOf(telephone)(text) || inHalves(text),
  email: (text) => email.test(text),
  handle: anyOf(handle),
  address: anyOf(address),
  plate: anyOf(plate),
};

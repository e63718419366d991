import { folded, holdsCpr } from "@trygt/contracts";

/** What in a text points at a person, beside a name. */
export type NumberOrPlace = "cpr" | "telephone" | "email" | "handle" | "address" | "plate";

// Every repetition below is bounded, so that no text makes the search slow. All patterns read folded text: å is a
const telephone = [
  /(?<!\d)(?:\+|00)[1-9](?:[\s.-]?\d){7,13}(?!\d)/,
  /(?<!\d)[2-9]\d{7}(?!\d)/,
  /(?<!\d)[2-9]\d([\s.-])\d{2}\1\d{2}\1\d{2}(?!\d)/,
  /(?<!\d)[2-9]\d(?: \d{3} \d{3}|\d \d{2} \d{3}|\d \d{3} \d{2})(?!\d)/,
];
const halves = /(?<!\d)([2-9]\d{3})[ -](\d{4})(?!\d)/g;
/** Four digits that are rather a year or a time of day: 2024–2026, 2000-2230. */
const yearOrTime = /^(?:20\d\d|(?:[01]\d|2[0-3])[0-5]\d|2400)$/;

const streets =
  "gade|gaden|vej|vejen|alle|alleen|plads|pladsen|stræde|strædet|boulevard|torv|torvet|vænge|vænget|park|parken|have|haven|kaj|ringen|stien|kvarteret";
const counted =
  "gange?|personer|mennesker|unge|drenge|piger|børn|familier|beboere|biler|scootere|timer|dage|uger|aftener|minutter|min|meter|m|stk|kr|pct|betjente|medarbejdere|people|times|hours";
const floor = String.raw`(?:\d{1,2}\.?|st\.?|stuen|kld?\.?)`;
const door = String.raw`(?:t\.?v|t\.?h|m\.?f)`;
const address = [
  // Mimersgade 12 · Blågårds Plads 3 · Mimersgade nr. 12 B: a street with a house number, and not how many there were
  new RegExp(
    String.raw`(?:\p{L}{1,30}(?:${streets})|(?<!\p{L})(?:${streets.replaceAll(/(?<=^|\|)\w/g, (first) => first.toUpperCase())}))\s{1,3}(?:nr\.?\s{0,2}|no\.?\s{0,2})?\d{1,3}(?!\d|[.:]\d|\s{0,2}(?:${counted})(?!\p{L}))`,
    "u",
  ),
  // 3. tv · 2. sal mf. · st. th · 12, 3 tv
  new RegExp(String.raw`(?<![\p{L}\d])(?:\d{1,2}\.|st\.?|stuen)\s{0,2}(?:sal)?[\s,.]{0,3}${door}(?![\p{L}\d])`, "iu"),
  new RegExp(String.raw`\d[a-zæøå]?[\s,]{1,3}${floor}[\s,]{1,3}${door}(?![\p{L}\d])`, "iu"),
  // 12, 2. sal · 2. sal til venstre
  /\d[a-zæøå]?[\s,]{1,3}\d{1,2}\.?\s{0,2}sal(?!\p{L})/iu,
  /\d{1,2}\.\s{0,2}sal[\s,]{0,2}(?:til\s)?(?:venstre|højre|midt)/i,
  /(?<!\p{L})(?:dør|lejlighed|lejl\.?|opgang|apartment|flat|stairwell)\s(?:nr\.?\s|no\.?\s)?\d{1,4}(?!\d)/iu,
  /(?:\d(?:st|nd|rd|th)|ground)\sfloor[\s,]{1,2}(?:left|right|middle)/i,
];

const plate =
  /(?<![\p{L}\d])(?!(?:kl|nr|ca|de|af|om|og|er|pa|en|et|to|no|at|in|on)\b)[a-z]{2}[\s-]?\d{2}[\s.-]?\d{3}(?![\p{L}\d])/iu;
const email = /[\p{L}\d._%+-]\s?@\s?[\p{L}\d.-]{1,100}\.\p{L}{2}/u;
const handle = [
  /(?<![\p{L}\d._])@[\p{L}\d_]{3}/u,
  /(?:instagram|snapchat|tiktok|facebook|fb|t)\.(?:com|me)\/[\w.@]{2}/i,
  /(?<!\p{L})(?:snap|snapchat|insta|instagram|tiktok|telegram)\s?(?::|er|hedder)\s?[\w.]{4}/iu,
];

const anyOf = (all: readonly RegExp[]) => (text: string) => all.some((pattern) => pattern.test(text));
const inHalves = (text: string) =>
  [...text.matchAll(halves)].some(([, one = "", other = ""]) => !(yearOrTime.test(one) && yearOrTime.test(other)));
const withoutBrackets = (text: string) => text.replaceAll(/[()]/g, " ").replaceAll(/ {2,}/g, " ");

/** Tells each of them in folded text. */
const patterns: Readonly<Record<NumberOrPlace, (text: string) => boolean>> = {
  cpr: holdsCpr,
  telephone: (text) => {
    const plain = withoutBrackets(text);
    return anyOf(telephone)(plain) || inHalves(plain);
  },
  email: (text) => email.test(text),
  handle: anyOf(handle),
  address: anyOf(address),
  plate: (text) => plate.test(text),
};

/** What in a text points at a person, names apart: for remarks that only the log keeps, where a colleague may be named. */
export const numbersAndPlacesIn = (text: string): readonly NumberOrPlace[] => {
  const plain = folded(text);
  return (Object.keys(patterns) as NumberOrPlace[]).filter((kind) => patterns[kind](plain));
};

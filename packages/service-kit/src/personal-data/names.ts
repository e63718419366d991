import { firstNames, lastNames, wordsToo } from "./name-lists.ts";

/** Whether a text names one of these people: the whole name, or any part of it of three letters or more, with or without a genitive s. Case and diacritics make no difference. */
export const namedIn = (text: string, names: readonly string[]): boolean => {
  if (names.length === 0) return false;
  const words = wordsOf(text).map(({ plain }) => plain);
  const known = new Set(words);
  const line = ` ${words.join(" ")} `;
  return names.some((name) => {
    const parts = wordsOf(name).map(({ plain }) => plain);
    return (
      parts.some((part) => part.length >= 3 && (known.has(part) || known.has(`${part}s`))) ||
      (parts.length > 1 && line.includes(` ${parts.join(" ")} `))
    );
  });
};

/** Whether a text seems to hold a person's name: first and last name in any case and order, a first name in capitals of its own, or a common first name before an unknown last one. Streets and squares that are called after somebody are none. */
export const seemsToName = (text: string): boolean => {
  const words = wordsOf(text);
  return words.some((word, at) => {
    if (namesPlace(words, at)) return false;
    const next = words[at + 1];
    if (next?.joined === true && !namesPlace(words, at + 1) && isPair(word, next)) return true;
    return word.capital && isFirst(word) && !isWordToo(word);
  });
};

type Word = {
  readonly word: string;
  readonly plain: string;
  readonly capital: boolean;
  /** Whether only blanks, a comma or a hyphen stand between it and the word before, on one line. */
  readonly joined: boolean;
};

/** The words of a text, and how each is known: without marks, Åse and Aase, Søren and Soeren, René and Rene are the same. */
const wordsOf = (text: string): readonly Word[] => {
  let end = 0;
  return [...text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)].map(({ 0: word, index }) => {
    const joined = /^(?:[^\S\n]{1,3}|[^\S\n]{0,2}[,-][^\S\n]{0,2})$/.test(text.slice(end, index));
    end = index + word.length;
    return { word, plain: plainly(word), capital: /^\p{Lu}/u.test(word), joined };
  });
};

const plainly = (word: string): string =>
  word
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ø", "o")
    .replaceAll("æ", "a")
    .replace(/aa|ae/g, "a")
    .replaceAll("oe", "o");

const withoutGenitive = (plain: string): string => plain.replace(/s$/, "");
const isIn = (list: ReadonlySet<string>, { plain }: Word): boolean =>
  list.has(plain) || list.has(withoutGenitive(plain));
const isFirst = (word: Word): boolean => isIn(firstNames, word);
const isWordToo = (word: Word): boolean => isIn(wordsToo, word);
const isLast = (word: Word): boolean => isIn(lastNames, word) || isPatronymic(word);

const isPair = (one: Word, other: Word): boolean => {
  if ((isFirst(one) && isLast(other)) || (isLast(one) && isFirst(other)))
    return (one.capital && other.capital) || !(isWordToo(one) || isWordToo(other));
  // An unknown last name is known by its capital
  return one.capital && other.capital && other.plain.length >= 2 && (isFirst(one) || isPatronymic(other));
};

/** "Pladsen" and the like end as Jensen does. */
const isPatronymic = ({ plain }: Word): boolean => /^[a-z]{2,20}sens?$/.test(plain) && !noPatronymic.test(plain);
const noPatronymic =
  /^(?:\w*(?:pladsen|messen|klassen|interessen|husen|gransen|krydsen|adressen|rejsen|prisen|dansen|passen|massen)|bussen|kassen|processen|konferencen|chancen|balancen|instansen|pressen)$/;

const places =
  "gade|gaden|vej|vejen|plads|pladsen|park|parken|torv|torvet|alle|bro|broen|kirke|kirken|skole|skolen|stræde|boulevard|street|square|hus|huset|gard|garden|center|centret|station|kvarter|kvarteret|passage|bibliotek|plaza|kro|cafe|have|haven";
const plainPlaces = plainly(places.replaceAll("|", " ")).replaceAll(" ", "|");
const place = new RegExp(`^(?:${plainPlaces})s?$`);
const placeEnding = new RegExp(`(?:${plainPlaces})$`);

// Hans Tavsens Park, Peter Fabers Gade, Mjølnerparken: a place within two words of what may be a name
const namesPlace = (words: readonly Word[], at: number): boolean => {
  const [word, next, third] = [words[at], words[at + 1], words[at + 2]];
  if (word?.capital && placeEnding.test(word.plain) && word.plain.length > 5 && !isLast(word)) return true;
  if (next?.joined === true && place.test(next.plain)) return true;
  return next?.joined === true && third?.joined === true && next.capital && place.test(third.plain);
};

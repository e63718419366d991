/** Whether a text names one of these people: the whole name, or any part of it of three letters or more, with or without a genitive s. Case and diacritics make no difference. */
export const namedIn = (text: string, names: readonly string[]): boolean => {
  if (names.length === 0) return false;
  const words = wordsOf(text);
  const known = new Set(words);
  const line = ` ${words.join(" ")} `;
  return names.some((name) => {
    const parts = wordsOf(name);
    return (
      parts.some((part) => part.length >= 3 && (known.has(part) || known.has(`${part}s`))) ||
      (parts.length > 1 && line.includes(` ${parts.join(" ")} `))
    );
  });
};

/** Whether two capitalised words stand side by side that look like first and last name, and are no street or square called after somebody. */
export const pairsIn = (text: string): boolean => {
  const words = [...text.matchAll(/\p{L}+/gu)].map(({ 0: word, index }, at, all) => {
    const before = all[at - 1];
    const gap = before === undefined ? "" : text.slice(before.index + before[0].length, index);
    return { word, joined: /^[^\S\n]{1,3}$/.test(gap) };
  });
  return words.some(({ word: first }, at) => {
    const [next, third, fourth] = [words[at + 1], words[at + 2], words[at + 3]];
    if (next?.joined !== true || next.word.length < 3 || !capital.test(first) || !capital.test(next.word)) return false;
    const namesPlace =
      placeEnding.test(next.word) ||
      (third?.joined === true && (place.test(third.word) || (fourth?.joined === true && place.test(fourth.word))));
    return !namesPlace && (firstNames.has(first.toLowerCase()) || patronymic(next.word));
  });
};

const capital = /^\p{Lu}/u;
const places =
  "gade|gaden|vej|vejen|plads|pladsen|park|parken|torv|torvet|allé|alle|bro|broen|kirke|skole|stræde|boulevard|street|square|hus|huset|gård|center|station";
const place = new RegExp(`^(?:${places})$`, "i");
const placeEnding = new RegExp(`(?:${places})$`, "i");

// "Pladsen" and the like end as Jensen does
const patronymic = (word: string): boolean =>
  /^\p{L}{2,20}sen$/u.test(word.toLowerCase()) &&
  !/^(?:pladsen|bussen|messen|kassen|klassen|rejsen|prisen|adressen|interessen|processen|konferencen)$/i.test(word);

/** Words without what people spell in more than one way: Åse and Aase, Søren and Soeren, René and Rene are the same. */
const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ø", "o")
    .replaceAll("æ", "a")
    .replace(/aa|ae/g, "a")
    .replaceAll("oe", "o")
    .match(/\p{L}+/gu) ?? [];

/** Common first names that are no ordinary Danish or English words. */
const firstNames = new Set(
  (
    "abdi abdullah adam ahmad ahmed aisha ali amina amir anders anna anne annette bente bilal birgit birgitte brian camilla " +
    "carsten charlotte christian christina dennis ebrahim emil emma eva fatima frederik freja gitte hanna hanne hans hassan " +
    "heidi helle henrik hussein ibrahim ida inge ismail jakob jan jens jesper jonas josefine julie jørgen kamal karen karim " +
    "karsten kasper katrine khaled kirsten klaus kristian lars lene linda lina lis lone louise mads magnus malik maria " +
    "marianne martin mathias mehmet mette michael mikkel mohamad mohamed mohammad mohammed morten muhammad mustafa nadia " +
    "niels nikolaj noah ole oliver omar oscar osman pernille peter pia poul rasmus rikke samir sanne sara simon sofie søren " +
    "susanne thomas tina tobias torben ulla victor viktor william yasmin youssef yusuf zahra"
  ).split(" "),
);

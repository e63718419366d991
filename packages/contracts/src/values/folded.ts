/**
 * A text as somebody reads it, whatever it is written with: compatibility forms, combining marks and what is invisible folded away,
 * digits of every script as 0 to 9, all dashes and blanks as one kind. Lines and letters keep their order and case; å becomes a.
 */
export const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\p{Nd}/gu, digit)
    .replace(/\p{Pd}/gu, "-")
    .replace(/[\p{Zs}\t]/gu, " ");

const isDigit = (code: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(code));

// The ten digits of a script stand side by side (Unicode § 4.6)
const digit = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && isDigit(code - value - 1)) value += 1;
  return String(value);
};

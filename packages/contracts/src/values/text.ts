import * as z from "zod/mini";

/** Every way to end a line (Unicode TR 14, hard breaks): all of them are kept as one line feed. */
const lineBreaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

/** What nobody sees: joiners, zero-width spaces, soft hyphens, fillers, direction marks (Unicode, Default_Ignorable_Code_Point and Cf), and the blank of Braille. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu;

/** Control characters other than tab and line feed, what makes text read otherwise than it is stored (direction overrides, half characters), and the sign that bytes were lost. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being kept out
const plain = /^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd\ud800-\udfff]*$/u;

/**
 * Free text of bounded length, in UTF-16 units: the one type of every text that people write (RFC 8259 § 8, Unicode). Line breaks of
 * all kinds become line feeds; what is refused is listed above. Blanks at the ends and what is invisible do not count towards the shortest length.
 */
export const text = (shortest: number, longest: number) =>
  z.string().check(
    z.overwrite((value) => value.replace(lineBreaks, "\n")),
    z.minLength(shortest),
    z.maxLength(longest),
    z.regex(plain),
    // What is too short as it stands has been said already
    z.refine((value) => value.length < shortest || value.replace(invisible, "").trim().length >= shortest),
  );

import * as z from "zod/mini";

/** Plain text of bounded length. Control characters other than line breaks are refused, and so are what makes text read otherwise than it is stored (direction overrides, half characters). */
export const text = (shortest: number, longest: number) =>
  z.string().check(
    z.minLength(shortest),
    z.maxLength(longest),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being kept out
    z.regex(/^[^\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ud800-\udfff]*$/u),
    // Blanks do not count; what is too short with them has been said already
    z.refine((value) => value.length < shortest || value.trim().length >= shortest),
  );

/** One choice of a header that lists several, in small letters and without its parameters, with its weight from 0 to 1. */
export type Weighted = { readonly value: string; readonly weight: number };

/** Reads a header of weighted choices (RFC 9110 § 12.4.2), heaviest first and otherwise in their order; a weight that is none counts as 0, as nobody can have meant it. */
export const weighted = (header: string): readonly Weighted[] =>
  header
    .split(",")
    .map((choice): Weighted => {
      const [value = "", ...parameters] = choice.split(";").map((part) => part.trim().toLowerCase());
      const q = parameters.find((parameter) => /^q\s*=/.test(parameter))?.replace(/^q\s*=\s*/, "");
      return { value, weight: q === undefined ? 1 : /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q) ? Number(q) : 0 };
    })
    .filter(({ value }) => value !== "")
    .sort((one, other) => other.weight - one.weight);

/** The language to answer in (RFC 9110 § 12.5.4, look-up of RFC 4647 § 3.4): the heaviest that there is, and English where nobody asks for one. */
export const languageFor = (header: string | undefined): "da" | "en" => {
  const asked = weighted(header ?? "").map(({ value, weight }) => ({ language: value.split("-")[0], weight }));
  const isRefused = (language: string) => asked.some((one) => one.language === language && one.weight === 0);
  for (const { language, weight } of asked) {
    if (weight === 0) continue;
    if (language === "da" || language === "en") return language;
    if (language === "*" && !isRefused("en")) return "en";
    if (language === "*" && !isRefused("da")) return "da";
  }
  return isRefused("en") && !isRefused("da") ? "da" : "en";
};

/** Whether somebody takes a media type (RFC 9110 § 12.5.1): the range that fits it most closely says so. */
export const isAccepted = (type: string, header: string): boolean => {
  const ranges = weighted(header);
  for (const range of [type, `${type.split("/")[0]}/*`, "*/*"]) {
    const found = ranges.find(({ value }) => value === range);
    if (found !== undefined) return found.weight > 0;
  }
  return false;
};

import type { Bilingual } from "@trygt/contracts";
import type * as z from "zod/mini";

/** What is wrong with a value, in words that say what it must be and never what was sent. */
export const explain = (issue: z.core.$ZodIssue): Bilingual => {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? { en: `must be given, as ${issue.expected}`, da: `skal angives, som ${danishType(issue.expected)}` }
        : { en: `must be ${issue.expected}`, da: `skal være ${danishType(issue.expected)}` };
    case "invalid_value": {
      const values = issue.values.map(String).join(", ");
      return { en: `must be one of: ${values}`, da: `skal være en af: ${values}` };
    }
    case "too_small": {
      const { en, da } = units(issue.origin);
      return issue.inclusive === false
        ? { en: `must be more than ${issue.minimum}${en}`, da: `skal være mere end ${issue.minimum}${da}` }
        : { en: `must be at least ${issue.minimum}${en}`, da: `skal være mindst ${issue.minimum}${da}` };
    }
    case "too_big": {
      const { en, da } = units(issue.origin);
      return issue.inclusive === false
        ? { en: `must be less than ${issue.maximum}${en}`, da: `skal være mindre end ${issue.maximum}${da}` }
        : { en: `must be at most ${issue.maximum}${en}`, da: `må højst være ${issue.maximum}${da}` };
    }
    case "invalid_format": {
      const format = issue.format === "regex" ? (issue.pattern ?? "") : issue.format;
      return {
        en: `does not match the format in /openapi.json: ${format}`,
        da: `følger ikke formatet i /openapi.json: ${format}`,
      };
    }
    case "invalid_union": {
      const tag = issue.discriminator;
      return tag === undefined
        ? { en: "matches none of the forms in /openapi.json", da: "følger ingen af formerne i /openapi.json" }
        : {
            en: `matches none of the forms in /openapi.json, which "${tag}" tells apart`,
            da: `følger ingen af formerne i /openapi.json, som "${tag}" skelner`,
          };
    }
    case "not_multiple_of":
    case "unrecognized_keys":
    case "invalid_key":
    case "invalid_element":
      return undescribed;
    case "custom":
      return detailOf(issue.params) ?? undescribed;
  }
};

const undescribed: Bilingual = {
  en: "is not as /openapi.json describes it",
  da: "er ikke, som /openapi.json beskriver det",
};

// A check across fields says in its own words what must hold
const detailOf = (params: Readonly<Record<string, unknown>> | undefined): Bilingual | undefined =>
  params?.["detail"] as Bilingual | undefined;

const danishTypes: Readonly<Record<string, string>> = {
  string: "tekst",
  number: "tal",
  int: "heltal",
  boolean: "sand eller falsk",
  array: "liste",
  tuple: "liste",
  object: "objekt",
  date: "dato",
};
const danishType = (expected: string): string => danishTypes[expected] ?? expected;

const units = (origin: string): Bilingual => {
  if (origin === "string") return { en: " characters long", da: " tegn lang" };
  return origin === "array" ? { en: " entries long", da: " elementer lang" } : { en: "", da: "" };
};

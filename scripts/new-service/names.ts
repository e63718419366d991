/** The names of a new service and of the first thing that it keeps. */
export type Names = {
  /** `jobs` */
  readonly service: string;
  /** What the service is for, in one sentence without its full stop. */
  readonly purpose: string;
  /** `work-place` */
  readonly thing: string;
  /** `work-places` */
  readonly things: string;
};

/** Names for what a command line says. Throws with what to do when they cannot be names of a service and a thing. */
export const namesOf = (service = "", purpose = "", thing = service.replace(/s$/, "")): Names => {
  if (!/^[a-z]{3,20}$/.test(service) || !/^[A-Z]/.test(purpose))
    throw new Error('Say name and purpose: npm run new:service -- jobs "Job creation and placements" placement');
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(thing))
    throw new Error("Name the first thing that it keeps in lower case, words joined by hyphens: work-place");
  if (reserved.test(thing))
    throw new Error(`"${thing}" is a word of the language or of the kit; say which one it is: visit-${thing}`);
  return { service, purpose: purpose.replace(/\.$/, "").replaceAll('"', "'"), thing, things: plural(thing) };
};

const reserved =
  /^(?:case|class|default|delete|enum|export|function|import|new|package|return|switch|void|with|event|operation|policy|problem|reaction|record|service|state|store)$/;

const plural = (thing: string): string => {
  if (/[^aeiou]y$/.test(thing)) return `${thing.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(thing) ? `${thing}es` : `${thing}s`;
};

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
const camel = (thing: string): string => thing.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Every spelling in which the names stand in paths, identifiers, keys and sentences. */
const spellings = ({ service, purpose, thing, things }: Names): readonly string[] => [
  purpose,
  service,
  capital(service),
  ...[things, thing].flatMap((kebab) => {
    const words = kebab.replaceAll("-", " ");
    return [
      kebab,
      camel(kebab),
      capital(camel(kebab)),
      words,
      capital(words),
      words.toUpperCase().replaceAll(" ", "_"),
    ];
  }),
];

/** A text with other names in it, each in the spelling that stood there; `a` before a name becomes `an` where that is said. */
export const renamed = (text: string, from: Names, to: Names): string => {
  const others = spellings(to);
  const other = new Map(spellings(from).map((spelling, at) => [spelling, others[at] ?? spelling]));
  // The longest first: a plural is not a singular with an s behind it
  const found = [...other.keys()].sort((one, two) => two.length - one.length).join("|");
  return text.replace(new RegExp(`(?:\\b([Aa]) )?(${found})`, "g"), (_, article: string | undefined, name: string) => {
    const said = other.get(name) ?? name;
    if (article === undefined) return said;
    return `${article}${/^[aeio]/i.test(said) ? "n" : ""} ${said}`;
  });
};

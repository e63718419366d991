/** The names of a new service and of the first thing it keeps, in every spelling that the house uses. */
export type Names = {
  /** `jobs` */
  readonly service: string;
  /** `Jobs` */
  readonly Service: string;
  /** What the service is for, in one sentence without its full stop. */
  readonly purpose: string;
  /** `work-place` */
  readonly thing: string;
  /** `work place`, for sentences. */
  readonly words: string;
  /** `workPlace` */
  readonly one: string;
  /** `workPlaces` */
  readonly many: string;
  /** `WorkPlace` */
  readonly One: string;
  /** `WorkPlaces` */
  readonly Many: string;
  /** `WORK_PLACE`, the key prefix of its records. */
  readonly KIND: string;
  /** `/jobs/work-places` */
  readonly path: string;
};

/** Spells the names out. Throws with what to do when they cannot be names of a service and a thing. */
export const namesOf = (service = "", purpose = "", thing = singular(service)): Names => {
  if (!/^[a-z]{3,20}$/.test(service) || !/^[A-Z]/.test(purpose))
    throw new Error('Say name and purpose: npm run new:service -- jobs "Job creation and placements" placement');
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(thing))
    throw new Error("Name the first thing that it keeps in lower case, words joined by hyphens: work-place");
  if (reserved.test(thing))
    throw new Error(`"${thing}" is a word of the language; say which one it is: visit-${thing}`);
  const one = thing.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const many = plural(one);
  return {
    service,
    Service: capital(service),
    purpose: purpose.replace(/\.$/, "").replaceAll('"', "'"),
    thing,
    words: thing.replaceAll("-", " "),
    one,
    many,
    One: capital(one),
    Many: capital(many),
    KIND: thing.toUpperCase().replaceAll("-", "_"),
    path: `/${service}/${plural(thing)}`,
  };
};

const reserved = /^(?:case|class|default|delete|enum|export|function|import|new|package|return|switch|void|with)$/;
const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
const singular = (word: string): string => word.replace(/s$/, "");
const plural = (word: string): string => (word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`);

import type { LocalDate } from "@trygt/contracts";

/** The body of a registration, once checked. */
export type Concern = {
  readonly subject: { readonly cpr: string };
  readonly areaCode: string;
  readonly grounds: readonly {
    readonly kind: string;
    readonly source: string;
    readonly observedOn: LocalDate;
    readonly text: string;
  }[];
};

/** The claims of a token, as the gateway passes them. */
export type Claims = { readonly sub: string; readonly agency: string; readonly roles: string; readonly nsis?: string };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const assured = /^https:\/\/data\.gov\.dk\/concept\/core\/nsis\/loa\/(Substantial|High)$/;

/** Whether the claims name an assured person who may register a concern. */
export const mayRegister = ({ sub, agency, roles, nsis }: Claims): boolean =>
  uuid.test(sub) &&
  agency === "police" &&
  nsis !== undefined &&
  assured.test(nsis) &&
  roles
    .replace(/^\[|\]$/g, "")
    .split(/[ ,]+/)
    .some((role) => role === "police_ssp_officer" || role === "police_lead");

const kinds = new Set(["own_conduct", "own_situation", "relatives_conviction"]);
const sources = new Set([
  "police_observation",
  "police_report",
  "school",
  "street_work",
  "family",
  "anonymous_tip",
  "rumour",
]);
const control = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const accusing = /\b(mistænkt|sigtet|tiltalt|suspect(ed)?|charged)\b/iu;

/** Every place in a body that is wrong, as JSON pointers. */
export const concernFaults = (body: unknown): string[] => {
  const faults = unknownFields(body, ["subject", "areaCode", "grounds"], "");
  if (faults.length > 0) return faults;
  const { subject, areaCode, grounds } = body as Record<string, unknown>;
  faults.push(...unknownFields(subject, ["cpr"], "/subject"));
  if (!isCpr((subject as { cpr?: unknown } | undefined)?.cpr)) faults.push("/subject/cpr");
  if (typeof areaCode !== "string" || !/^\d{3}(-([1-9]|10)(-[A-Z]{3})?)?$/.test(areaCode)) faults.push("/areaCode");
  if (!Array.isArray(grounds) || grounds.length < 1 || grounds.length > 3) return [...faults, "/grounds"];
  for (const [at, ground] of grounds.entries()) faults.push(...groundFaults(ground, `/grounds/${at}`));
  return faults;
};

const groundFaults = (ground: unknown, at: string): string[] => {
  const faults = unknownFields(ground, ["kind", "source", "observedOn", "text"], at);
  if (faults.length > 0) return faults;
  const { kind, source, observedOn, text } = ground as Record<string, unknown>;
  if (typeof kind !== "string" || !kinds.has(kind)) faults.push(`${at}/kind`);
  if (typeof source !== "string" || !sources.has(source)) faults.push(`${at}/source`);
  if (typeof observedOn !== "string" || !isDate(observedOn)) faults.push(`${at}/observedOn`);
  if (typeof text !== "string" || !isText(text)) faults.push(`${at}/text`);
  return faults;
};

const unknownFields = (value: unknown, known: readonly string[], at: string): string[] => {
  if (typeof value !== "object" || value === null) return [at];
  return Object.keys(value)
    .filter((field) => !known.includes(field))
    .map((field) => `${at}/${field}`);
};

const isCpr = (value: unknown): boolean => {
  if (typeof value !== "string" || !/^\d{6}-?\d{4}$/.test(value)) return false;
  const day = Number(value.slice(0, 2)) % 60;
  const month = Number(value.slice(2, 4));
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
};

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

const isText = (text: string): boolean =>
  text.length <= 500 && text.trim().length >= 10 && text.isWellFormed() && !control.test(text) && !accusing.test(text);

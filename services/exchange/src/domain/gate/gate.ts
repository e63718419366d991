import type { LocalDate } from "@trygt/contracts";
import type { ItemKind } from "@trygt/contracts/exchange";
import { tableOn } from "./parties.ts";
import type { GateRefusal, Plan } from "./plan.ts";
import { type GateRule, gateRules } from "./rules.ts";

/** What the gate says of a plan: open or shut, which items could pass, and every rule that had a say. */
export type Judgement = {
  readonly allowed: boolean;
  /** The items that the recipient's task needs; all of them must be for the gate to open. */
  readonly items: readonly ItemKind[];
  readonly reasons: readonly GateRefusal[];
  readonly rules: readonly (Pick<GateRule, "id" | "paragraph" | "en" | "da"> & { readonly holds: boolean })[];
  readonly call: { readonly en: string; readonly da: string };
  /** The date from which the table applies that was used; nothing is allowed before the first. */
  readonly tableValidFrom: LocalDate | undefined;
};

/** The legal gate: the one function that enforces a disclosure and explains a planned one (L1–L11, D9, D15, G3, G8). Pure, and microseconds short. */
export const judge = (plan: Plan): Judgement => {
  const table = tableOn(plan.on);
  if (table === undefined) return shut;
  const reasons = new Set<GateRefusal>();
  const rules: Judgement["rules"][number][] = [];
  for (const { id, paragraph, en, da, refusal, keeps } of gateRules) {
    const holds = keeps(plan, table);
    if (holds === undefined) continue;
    rules.push({ id, paragraph, en, da, holds });
    if (!holds) reasons.add(refusal);
  }
  const [first] = reasons;
  return {
    allowed: reasons.size === 0,
    items: plan.items.filter((item) => table.receives[plan.to]?.includes(item) ?? false),
    reasons: [...reasons],
    rules,
    call: first === undefined ? nobody : whomToCall[first],
    tableValidFrom: table.validFrom,
  };
};

/** The rules that hold for a plan, by their identifiers, each once. */
export const rulesHolding = (plan: Plan): readonly string[] => [
  ...new Set(judge(plan).rules.flatMap(({ id, holds }) => (holds ? [id] : []))),
];

const nobody = { en: "Nobody needs to be called.", da: "Ingen behøver at blive ringet op." };
const lead = {
  en: "Call the recipient's own lead: perhaps somebody else may receive it, or less is enough.",
  da: "Ring til modtagerens leder: måske må en anden modtage det, eller mindre er nok.",
};
const adviser = {
  en: "Call your data protection adviser and talk the necessity through.",
  da: "Ring til din databeskyttelsesrådgiver, og tal nødvendigheden igennem.",
};
const person = {
  en: "Talk with the person: consent is theirs to give, in their own time.",
  da: "Tal med personen: samtykket er personens eget, i egen tid.",
};

const whomToCall: Record<GateRefusal, { readonly en: string; readonly da: string }> = {
  "investigation-use-refused": {
    en: "Call the police's legal office: an investigation has its own legal routes.",
    da: "Ring til politiets juridiske afdeling: efterforskning har sine egne veje.",
  },
  "victim-not-registrable": {
    en: "Call the victim support services: they help, and they keep it to themselves.",
    da: "Ring til offerrådgivningen: den hjælper og holder det for sig selv.",
  },
  "subject-is-minor": {
    en: "Call the SSP consultant of the area: a home visit may help.",
    da: "Ring til områdets SSP-konsulent: et hjemmebesøg kan hjælpe.",
  },
  "agreement-not-in-force": {
    en: "Call the secretariat: it knows which agreement is missing.",
    da: "Ring til sekretariatet: det ved, hvilken aftale der mangler.",
  },
  "ksp-not-available-for-remand": {
    en: "Call Kriminalforsorgen's coordinator about ssp or consent.",
    da: "Ring til Kriminalforsorgens koordinator om ssp eller samtykke.",
  },
  "recipient-not-authorised": lead,
  "purpose-missing": adviser,
  "necessity-missing": adviser,
  "consent-missing": person,
  "consent-expired": person,
};

const shut: Judgement = {
  allowed: false,
  items: [],
  reasons: ["recipient-not-authorised"],
  rules: [],
  call: adviser,
  tableValidFrom: undefined,
};

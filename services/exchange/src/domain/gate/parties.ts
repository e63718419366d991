import type { LocalDate, Purpose } from "@trygt/contracts";
import type { AuthorityKind, ItemKind } from "@trygt/contracts/exchange";

/** Who may exchange what from a date on: the law as data, so that an amendment is a new table and no new code. */
export type GateTable = {
  readonly validFrom: LocalDate;
  readonly source: string;
  /** The parties of each form of cooperation (retsplejeloven § 115; domain.md § 2.1). Who is on no list never shares and never receives. */
  readonly parties: Record<Purpose, readonly AuthorityKind[]>;
  /** Who never receives, whatever the purpose, and where none is stated (L8, G11). */
  readonly neverReceive: readonly AuthorityKind[];
  /** What each party may receive: item by item, no more than its task needs (G8, G9, G11). */
  readonly receives: Partial<Record<AuthorityKind, readonly ItemKind[]>>;
};

const everything = [
  "contact",
  "education_status",
  "employment_status",
  "support_status",
  "custody_status",
  "release_date",
  "conflict_risk",
] as const;

const tables: readonly GateTable[] = [
  {
    validFrom: "2023-07-03" as LocalDate,
    source: "Retsplejeloven § 115 with KSP a-c, text of 3 July 2023; SSP København's parties",
    parties: {
      ssp: [
        "police",
        "social_services",
        "children_and_youth",
        "employment",
        "culture_and_leisure",
        "probation",
        "self_governing_social",
        "self_governing_education",
        "self_governing_employment",
      ],
      psp: ["police", "social_services", "psychiatry", "self_governing_social", "self_governing_psychiatry"],
      ksp: ["police", "social_services", "probation", "self_governing_social"],
      consent: [
        "police",
        "social_services",
        "children_and_youth",
        "employment",
        "culture_and_leisure",
        "probation",
        "psychiatry",
        "self_governing_social",
        "self_governing_education",
        "self_governing_employment",
        "self_governing_psychiatry",
      ],
    },
    neverReceive: ["housing", "employer", "association", "private_mentor", "immigration"],
    receives: {
      police: everything,
      social_services: everything,
      probation: everything,
      employment: ["contact", "education_status", "employment_status", "support_status", "release_date"],
      // A school gets what one named step needs, never a label (G11)
      children_and_youth: ["contact", "education_status"],
      culture_and_leisure: ["contact", "conflict_risk"],
      psychiatry: ["contact", "support_status", "release_date"],
      self_governing_social: ["contact", "support_status"],
      self_governing_education: ["contact", "education_status"],
      self_governing_employment: ["contact", "employment_status"],
      self_governing_psychiatry: ["contact", "support_status"],
    },
  },
];

/** The table in force on a date; undefined before the first one. */
export const tableOn = (date: LocalDate): GateTable | undefined =>
  tables.findLast(({ validFrom }) => validFrom <= date);

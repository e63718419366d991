import { ageOn, type LocalDate } from "@trygt/contracts";
import { type GivenConsent, ItemKind } from "@trygt/contracts/exchange";
import { describe, expect, test } from "vitest";
import { judge } from "./gate.ts";
import type { GateRefusal, Plan } from "./plan.ts";

const day = (written: string): LocalDate => written as LocalDate;

/** The job centre gets the release date of a convicted man of 24, so that it can book a first talk. */
const open: Plan = {
  on: day("2026-03-02"),
  from: "probation",
  to: "employment",
  toNamedPerson: true,
  purpose: "ssp",
  use: "release_planning",
  step: "plan_work",
  necessity: "The adviser needs the date to book a first talk before he is out.",
  subject: { age: 24, category: "convicted", custody: "serving_sentence" },
  items: ["release_date"],
  testsConfirmed: true,
  consent: undefined,
  agreement: "in-force",
};

const consent: GivenConsent = {
  textVersion: "2026.1",
  language: "da",
  to: ["employment"],
  givenOn: "2026-01-05",
  validUntil: "2026-07-05",
};
const byConsent: Plan = { ...open, purpose: "consent", consent };

const reasons = (plan: Plan): readonly GateRefusal[] => judge(plan).reasons;
const because = (necessity: string | undefined): readonly GateRefusal[] => reasons({ ...open, necessity });
const consented = (on: string, changed: Partial<GivenConsent> = {}): readonly GateRefusal[] =>
  reasons({ ...byConsent, on: day(on), consent: { ...consent, ...changed } });

test("a necessary disclosure between parties of the cooperation is open", () => {
  expect(judge(open)).toMatchObject({ allowed: true, reasons: [], items: ["release_date"] });
});

describe("necessity (L3)", () => {
  test("is stated in at least twenty characters", () => {
    expect("He starts work in my").toHaveLength(20);
    expect(because("He starts work in my")).toEqual([]);
    expect(because("He starts work in m")).toEqual(["necessity-missing"]);
  });

  test("is not made longer by blanks around it", () => {
    expect(because("   He starts work in m   ")).toEqual(["necessity-missing"]);
  });

  test.each([
    "Nødvendigt for samarbejdet.",
    "Nødvendig for det videre forløb",
    "Det er nødvendigt for samarbejdet.",
    "Necessary for the cooperation",
    "It is necessary for the case.",
  ])("is not a sentence that fits every case: %s", (template) => {
    expect(because(template)).toEqual(["necessity-missing"]);
  });

  test("is not one word over and over", () => {
    expect(because("vigtigt vigtigt vigtigt vigtigt")).toEqual(["necessity-missing"]);
    expect(because("....................")).toEqual(["necessity-missing"]);
  });

  test("is missing where nothing is stated", () => {
    expect(because(undefined)).toEqual(["necessity-missing"]);
    expect(because("")).toEqual(["necessity-missing"]);
  });

  test("is tied to one preventive step", () => {
    expect(reasons({ ...open, step: undefined })).toEqual(["necessity-missing"]);
  });
});

test("a mailbox is no recipient (L9)", () => {
  expect(reasons({ ...open, toNamedPerson: false })).toEqual(["recipient-not-authorised"]);
});

test("the sender confirms the three tests before anything is shared (L10)", () => {
  expect(reasons({ ...open, testsConfirmed: false })).toEqual(["necessity-missing"]);
});

test("a housing organisation never receives, and is told so even where no purpose is stated (L8)", () => {
  expect(reasons({ ...open, to: "housing", items: [] })).toEqual(["recipient-not-authorised"]);
  expect(reasons({ ...open, to: "housing", items: [], purpose: undefined })).toEqual([
    "purpose-missing",
    "recipient-not-authorised",
  ]);
});

test("a young person may be the subject from the 18th birthday on, and not the day before (L11)", () => {
  const bornOn = day("2008-03-02");
  const asked = (on: LocalDate) => reasons({ ...open, on, subject: { ...open.subject, age: ageOn(bornOn, on) } });
  expect(asked(day("2026-03-01"))).toEqual(["subject-is-minor"]);
  expect(asked(day("2026-03-02"))).toEqual([]);
});

test.each(["victim", "witness"] as const)("a %s is never the subject (G3)", (category) => {
  expect(reasons({ ...open, subject: { ...open.subject, category } })).toEqual(["victim-not-registrable"]);
});

describe("consent (D9)", () => {
  test("is needed where it is the purpose", () => {
    expect(reasons({ ...byConsent, consent: undefined })).toEqual(["consent-missing"]);
  });

  test("is not needed where the law is the ground", () => {
    expect(reasons({ ...open, consent: undefined })).toEqual([]);
  });

  test("names the recipient", () => {
    expect(consented("2026-03-02", { to: ["social_services", "probation"] })).toEqual(["consent-missing"]);
  });

  test("counts from the day on which it is given", () => {
    expect(consented("2026-01-04")).toEqual(["consent-missing"]);
    expect(consented("2026-01-05")).toEqual([]);
  });

  test("holds through its last day and not a day longer", () => {
    expect(consented("2026-07-05")).toEqual([]);
    expect(consented("2026-07-06")).toEqual(["consent-expired"]);
  });

  test("holds for twelve months at most, whatever it says", () => {
    expect(consented("2027-01-05", { validUntil: "2029-01-05" })).toEqual([]);
    expect(consented("2027-01-06", { validUntil: "2029-01-05" })).toEqual(["consent-expired"]);
  });

  test("does not make a party of an authority that is none", () => {
    const plan: Plan = {
      ...byConsent,
      to: "private_mentor",
      items: [],
      consent: { ...consent, to: ["private_mentor"] },
    };
    expect(reasons(plan)).toEqual(["recipient-not-authorised"]);
  });
});

describe("an agreement between the authorities (D15)", () => {
  test("that is missing or has run out stops the disclosure", () => {
    expect(reasons({ ...open, agreement: "missing" })).toEqual(["agreement-not-in-force"]);
  });

  test("is not needed within one authority", () => {
    expect(reasons({ ...open, agreement: "not-needed" })).toEqual([]);
  });
});

describe("items (G8, G11)", () => {
  test("beyond the recipient's task shut the gate, and the answer names those that could pass", () => {
    const plan: Plan = { ...open, to: "children_and_youth", items: ["conflict_risk", "education_status", "contact"] };
    expect(judge(plan)).toMatchObject({
      allowed: false,
      reasons: ["recipient-not-authorised"],
      items: ["education_status", "contact"],
    });
  });

  test("that could pass are all that is needed to open it", () => {
    const shut: Plan = { ...open, to: "culture_and_leisure", items: ItemKind.options };
    expect(judge(shut).allowed).toBe(false);
    expect(judge({ ...shut, items: judge(shut).items }).allowed).toBe(true);
  });

  test("are none for who is no party", () => {
    expect(judge({ ...open, to: "immigration", items: ItemKind.options }).items).toEqual([]);
  });
});

describe("the table of parties", () => {
  test("allows nothing before 3 July 2023", () => {
    expect(judge({ ...open, on: day("2023-07-02") })).toMatchObject({
      allowed: false,
      items: [],
      reasons: ["recipient-not-authorised"],
      tableValidFrom: undefined,
    });
  });

  test("applies from 3 July 2023 on", () => {
    expect(judge({ ...open, on: day("2023-07-03") })).toMatchObject({ allowed: true, tableValidFrom: "2023-07-03" });
  });
});

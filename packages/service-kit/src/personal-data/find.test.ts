import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PersonalDataKind, personalDataIn } from "./find.ts";

const kindsIn = (text: string, names: readonly string[] = []) => personalDataIn(text, names).map(({ kind }) => kind);

const pointsAt: readonly (readonly [string, PersonalDataKind])[] = [
  ["Han er 720410-4311", "cpr"],
  ["7204104311 var med", "cpr"],
  ["nummer 720410 4311", "cpr"],
  ["720410 - 4311", "cpr"],
  ["72.04.10-4311", "cpr"],
  ["72/04/10 4311", "cpr"],
  ["7 2 0 4 1 0 - 4 3 1 1", "cpr"],
  ["720410\u20134311", "cpr"],
  ["720410\u200b-43\u200b11", "cpr"],
  ["７２０４１０-４３１１", "cpr"],
  ["٧٢٠٤١٠-٤٣١١", "cpr"],
  ["(910199-1453)", "cpr"],
  ["Ring til 20 12 34 56", "telephone"],
  ["tlf. 20123456.", "telephone"],
  ["2012 3456", "telephone"],
  ["2123-4567", "telephone"],
  ["20-12-34-56", "telephone"],
  ["20 123 456", "telephone"],
  ["+45 12 34 56 78", "telephone"],
  ["004520123456", "telephone"],
  ["+46 70 123 45 67", "telephone"],
  ["skriv til malik@eksempel.dk", "email"],
  ["m.t@post.eksempel.dk", "email"],
  ["han hedder @malik2200 på nettet", "handle"],
  ["se instagram.com/malik", "handle"],
  ["Mimersgade 12, 3. tv", "address"],
  ["Mimersgade 12, 3 tv", "address"],
  ["Mimersgade 12 B, st. th.", "address"],
  ["bor st.tv", "address"],
  ["2. sal mf.", "address"],
  ["Prøvegade 4, 2. sal", "address"],
  ["Prøvegade 4, 3.", "address"],
  ["2. sal til venstre", "address"],
  ["opgang 7", "address"],
  ["lejlighed nr. 12", "address"],
  ["flat 12", "address"],
  ["3rd floor left", "address"],
  ["Mimersgade 12", "address"],
  ["Zonen omfatter Mimersgade 12 til 60", "address"],
  ["Mimersgade 12, 3. marts kl. 18", "address"],
  ["720410,4311", "cpr"],
  ["(720410)4311", "cpr"],
  ["720410 og 4311", "cpr"],
  ["malik testesen", "name"],
  ["Testesen, Malik", "name"],
  ["bilen AB 12 345", "plate"],
  ["bilen AB12345", "plate"],
  ["scooter ab12345", "plate"],
  ["Malik Testesen stod forrest", "name"],
  ["Omar Papfigur var der", "name"],
  ["Jonas  Attrap var der", "name"],
];

const pointsAtNobody: readonly string[] = [
  "30-99 mennesker ved Den Røde Plads, roligt, kl. 19.10-21.30.",
  "Mødes kl. 20.00-22.00 og igen kl. 2000-2230.",
  "Fra 2024-2026 og fra den 2. til den 12. marts.",
  "Zonen gælder fra 2026-03-02 til 2026-03-30.",
  "The zone is in force from 2 March to the 4th of April 2026.",
  "Vi mødes på 2. sal i kulturhuset.",
  "Ved Hans Tavsens Park, Peter Fabers Gade og Sankt Hans Torv.",
  "Ring 112 ved fare og 114 til politiet, 2200 København N.",
  "Hold afstand. Gå to og to. Politiet holder sig væk.",
  "Afgørelse 5100-10172-00031-26 efter politiloven § 6, stk. 1.",
  "Der var 3 scootere, 2 biler og ca. 10 000 kr. i bøder.",
  "Dialogue by street workers worked; Next time come earlier.",
  "TV var til stede, kanal 2 sendte.",
];

describe("A free text", () => {
  it.each(pointsAt)("%s points at somebody: %s", (text, kind) => {
    expect(kindsIn(text)).toContain(kind);
  });

  it.each(pointsAtNobody)("%s points at nobody", (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it("tells every kind that it holds, and never the words", () => {
    expect(kindsIn("Malik Testesen, 720410-4311, Prøvegade 4, 2. tv, 20 12 34 56")).toEqual([
      "cpr",
      "telephone",
      "address",
      "name",
    ]);
  });

  it.each([
    ["vi talte med malik igen", true],
    ["Maliks bror", true],
    ["MALIK", true],
    ["Søren Prøvsen", true],
    ["soeren", true],
    ["ÅSE kom forbi", true],
    ["aase kom forbi", true],
    ["rene", true],
    ["bo li var der", true],
    ["vi bor her, og bo er et ord", false],
    ["malikke er et andet ord", false],
    ["ingen var der", false],
  ])("%s names one of the people in the case: %s", (text, named) => {
    const people = ["Malik", "Søren", "Åse", "René", "Bo Li"];
    expect(kindsIn(text, people).includes("name")).toBe(named);
  });

  it("of plain words points at nobody", () => {
    const words = [
      "roligt",
      "gruppen",
      "stod",
      "ved",
      "pladsen",
      "dialog",
      "virkede",
      "og",
      "politiet",
      "ventede",
      "kl.",
    ];
    const prose = fc
      .array(fc.constantFrom(...words, "19", "30", "2200", "marts"), { minLength: 1, maxLength: 30 })
      .filter((chosen) => !chosen.some((word, at) => /\d/.test(word) && /\d/.test(chosen[at + 1] ?? "")))
      .map((chosen) => chosen.join(" "));
    fc.assert(fc.property(prose, (text) => kindsIn(text).length === 0));
  }, 60_000);

  it("with a CPR pattern anywhere in it is always found", () => {
    const two = (from: number, to: number) =>
      fc.integer({ min: from, max: to }).map((number) => String(number).padStart(2, "0"));
    const number = fc
      .tuple(
        fc.oneof(two(1, 31), two(61, 91)),
        two(1, 12),
        two(0, 99),
        fc.constantFrom("", "-", " ", " - ", "\u2011"),
        fc.integer({ min: 0, max: 9999 }).map((digits) => String(digits).padStart(4, "0")),
      )
      .map((parts) => parts.join(""));
    const around = fc.string({ maxLength: 40 }).filter((text) => !/\p{N}/u.test(text.normalize("NFKC")));
    fc.assert(
      fc.property(around, number, around, (before, cpr, after) => kindsIn(`${before} ${cpr} ${after}`).includes("cpr")),
    );
  }, 60_000);

  it("of a hundred thousand characters made to be slow is read to its end", () => {
    const hostile = [
      "1",
      "01",
      "1 ",
      "20 ",
      "20.",
      "a@",
      "a.",
      "@",
      "a",
      "A ",
      "Aa ",
      "12, ",
      "st. ",
      "st.,",
      "+45 ",
      "AB ",
      "vej 1 ",
    ];
    for (const fragment of hostile) {
      const long = fragment.repeat(100_000 / fragment.length);
      expect(kindsIn(`${long} 720410-4311`, ["Malik Testesen"])).toContain("cpr");
    }
  });

  it("is told by kind and line, from 1, and a number that goes on in the next line is one", () => {
    expect(personalDataIn("Roligt.\nRing 20 12 34 56\nMalik Testesen kom")).toEqual([
      { kind: "telephone", line: 2 },
      { kind: "name", line: 3 },
    ]);
    expect(personalDataIn("Det var 720410\n4311")).toEqual([{ kind: "cpr", line: 1 }]);
  });
});

import { randomUUID } from "node:crypto";
import type { LocalDate, StaffId } from "@trygt/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { adults, agree, openExchangeCase, party, proposal, tests } from "./support/exchange-stories.ts";
import { leaks } from "./support/secrecy.ts";
import { acceptance, children, concernAbout, openCase, register } from "./support/stories.ts";

describe("the data protection officer reads the logs", () => {
  let city: City;
  let visit: Awaited<ReturnType<typeof openCase>>;
  beforeAll(async () => {
    city = await boot();
    await agree(city);
    visit = await openCase(city, "Malik", { caseWorker: "Clara" });
    await done(visit.work.invite());
    await city.settle();
    await visit.work.read();
  });
  afterAll(() => city.stop());

  const entries = async (query: Readonly<Record<string, string>>) =>
    (await done(city.as("Dorte").audit.listEntries({ query: query as never, reason: "audit" }))).body;

  test("who did what with a case, the newest first, and in which role and agency", async () => {
    const { items } = await entries({ record: `CASE#${visit.caseId}` });
    expect(items[0]).toMatchObject({
      ...{
        service: "visits",
        operation: "visits.readCase",
        act: "consultation",
        about: `CASE#${visit.caseId}`,
        reason: "case-work",
        rules: [],
      },
      actor: { staffId: city.as("Signe").id, agency: "municipality", role: "ssp_consultant" },
    });
    expect(items.map(({ at }) => at)).toEqual(
      items
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
  });

  test("somebody who tries at a case that is not theirs is in its log, with the rule", async () => {
    const params = { caseId: visit.caseId };
    expect(await refusal(city.as("Søren").visits.readCase({ params, reason: "case-work" }))).toEqual([
      404,
      "not-found",
    ]);
    const { items } = await entries({ record: `CASE#${visit.caseId}` });
    expect(items[0]).toMatchObject({
      ...{ act: "denial", refused: ["not-found"], rules: ["D17"] },
      actor: { staffId: city.as("Søren").id },
    });
  });

  test("all that a member of staff did comes from every service, and nothing that others did", async () => {
    const caseId = await openExchangeCase(city);
    const runa = city.as("Runa").id;
    await done(city.as("Runa").directory.listStaff({ query: { agency: "municipality", q: "pal" } }));
    const { items } = await entries({ staff: runa });
    expect(new Set(items.map(({ service }) => service))).toEqual(new Set(["directory", "exchange"]));
    expect(items.map(({ about }) => about)).toContain(`CASE#${caseId}`);
    expect(new Set(items.map(({ actor }) => actor.staffId))).toEqual(new Set([runa]));
  });

  test("to whom something was disclosed, and by which rules the gate opened", async () => {
    const caseId = await openExchangeCase(city, adults.Omar);
    const { use, step, necessity } = proposal(city);
    const given = [{ kind: "contact", text: "Træffes bedst om formiddagen" }] as const;
    const body = { to: party(city, "Palle", "social_services"), items: [...given], use, step, necessity, tests };
    const { disclosureId } = (await done(city.as("Runa").exchange.disclose({ params: { caseId }, body }))).body;
    const { items } = await entries({ record: `DISCLOSURE#${disclosureId}` });
    expect(items.at(-1)).toMatchObject({
      act: "disclosure",
      recipients: [{ staffId: city.as("Palle").id, agency: "municipality" }],
      rules: expect.arrayContaining(["L1", "L9"]),
    });
  });

  test("a day is read page by page, without a gap", async () => {
    const whole = await entries({ day: "2026-03-02" });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await entries({ day: "2026-03-02", limit: "7", ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ entryId }) => entryId));
      cursor = page.next;
    } while (cursor !== undefined);
    // Each page is an entry that stands before those that were there when the first was asked for
    expect(seen.filter((entryId) => whole.items.some((item) => item.entryId === entryId))).toEqual(
      whole.items.map(({ entryId }) => entryId),
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect((await entries({ day: "2026-03-01" })).items).toEqual([]);
  });

  test("every reading of the log stands in the log, and is found like all else", async () => {
    await entries({ record: `CASE#${visit.caseId}` });
    const { items } = await entries({ record: `LOG#CASE#${visit.caseId}` });
    expect(items[0]).toMatchObject({
      ...{ service: "audit", act: "consultation", operation: "audit.listEntries", reason: "audit" },
      actor: { staffId: city.as("Dorte").id, role: "dpo_auditor" },
    });
  });

  test("to everybody else there is no log, and that they asked is in it", async () => {
    for (const name of ["Signe", "Runa", "Sanne"]) {
      const query = { day: "2026-03-02" as LocalDate };
      expect(await refusal(city.as(name).audit.listEntries({ query, reason: "audit" }))).toEqual([404, "not-found"]);
      const { items } = await entries({ staff: city.as(name).id });
      expect(items[0]).toMatchObject({ service: "audit", act: "denial", operation: "audit.listEntries" });
    }
  });

  test("a look-up of somebody with one's own surname and address is flagged, and no other (E8)", async () => {
    const { caseId } = await openCase(city, "Ida", { consultant: "Søren" });
    const reading = { params: { caseId }, reason: "case-work" } as const;
    await done(city.as("Søren").visits.readCase(reading));
    const { items } = await entries({ record: `CASE#${caseId}` });
    expect(items[0]).toMatchObject({ act: "consultation", flags: ["own-surname", "own-address"] });
    const others = (await entries({ record: `CASE#${visit.caseId}` })).items;
    expect(others.filter((entry) => "flags" in entry)).toEqual([]);
  });

  test("no personal data has come into an entry", async () => {
    const { items } = await entries({ day: "2026-03-02" });
    for (const word of ["Malik", "Testesen", "Kulisse", "Rantzausgade", "7204104311", "Omar"])
      expect(JSON.stringify(items)).not.toContain(word);
    expect(await leaks(city, [])).toEqual([]);
  });
});

describe("an agency's system looks for colleagues", () => {
  let city: City;
  beforeAll(async () => {
    city = await boot();
  });
  afterAll(() => city.stop());

  test("by role, agency and a part of the name, and names one of them", async () => {
    const { items, more } = (
      await done(city.as("Signe").directory.listStaff({ query: { role: "ssp_consultant", q: "sø" } }))
    ).body;
    const [soeren] = items;
    expect({ items, more }).toEqual({
      items: [{ staffId: city.as("Søren").id, name: "Søren", agency: "municipality", roles: ["ssp_consultant"] }],
      more: false,
    });
    const { caseId } = await openCase(city, "Noah", { consultant: "Søren" });
    const read = city.as("Søren").visits.readCase({ params: { caseId }, reason: "case-work" });
    expect((await done(read)).body).toMatchObject({ assignedTo: soeren?.staffId });
  });

  test("a case is not opened for somebody whom nobody knows, nor for somebody in another role", async () => {
    const concern = await openConcern();
    for (const [assignedTo, slug] of [
      [randomUUID(), "staff-unknown"],
      [city.as("Clara").id, "staff-role-mismatch"],
    ] as const)
      expect(await concern(assignedTo as StaffId)).toEqual([422, slug]);
    expect(await concern(city.as("Søren").id as StaffId)).toBe("accepted");
  });

  /** Birk registers a concern on Sara; how its screening is answered when the case is to be somebody's. */
  const openConcern = async () => {
    const concernId = await register(city, concernAbout(children.Sara));
    return async (assignedTo: StaffId) => {
      const body = { ...acceptance, assignedTo };
      const screening = city.as("Signe").visits.screenConcern({ params: { concernId }, body, ifMatch: '"1"' });
      const answer = await screening;
      return answer.problem === undefined ? answer.body.status : await refusal(screening);
    };
  };
});

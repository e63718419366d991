import { Cpr } from "@trygt/contracts";
import { describe, expect, it } from "vitest";
import { signe } from "../testing/cast.ts";
import { jsonServer } from "../testing/json-server.ts";
import { quiet } from "../testing/quiet.ts";
import { acquaintance, flagsBetween } from "./acquaintance.ts";

quiet();

const cpr = Cpr.parse("720410-4311");
const malik = { cpr, name: "Malik Testesen", address: "Mjølnerparken 12, 2. tv, 2200 København N" };

const { url, asked, now } = await jsonServer();

describe("how a reader stands to whom they read (E8)", () => {
  it("is told by number, by surname and by address, and by all that they have in common", () => {
    expect(flagsBetween({ cpr }, malik)).toEqual(["own-person"]);
    expect(flagsBetween({ familyName: "Testesen" }, malik)).toEqual(["own-surname"]);
    expect(flagsBetween({ address: malik.address }, malik)).toEqual(["own-address"]);
    expect(flagsBetween({ cpr, familyName: "Testesen", address: malik.address }, malik)).toEqual([
      ...["own-person", "own-surname", "own-address"],
    ]);
  });

  it("does not hang on case, marks and punctuation", () => {
    expect(flagsBetween({ familyName: "TESTESEN" }, malik)).toEqual(["own-surname"]);
    const address = "mjølnerparken 12 2.tv. 2200 København N";
    expect(flagsBetween({ address }, malik)).toEqual(["own-address"]);
  });

  it("is nothing where nothing is the same, or one of both is not known", () => {
    expect(
      flagsBetween({ cpr: Cpr.parse("720410-4312"), familyName: "Prøvsen", address: "Prøvegade 4" }, malik),
    ).toEqual([]);
    expect(flagsBetween({}, malik)).toEqual([]);
    expect(flagsBetween({ familyName: "", address: " " }, { name: "", address: "" })).toEqual([]);
    expect(flagsBetween({ cpr, familyName: "Testesen", address: malik.address }, {})).toEqual([]);
  });
});

describe("the directory's part in it", () => {
  const personal = "urn:trygt:params:scim:schemas:extension:personal:1.0:User";
  it("is surname, home and number, and is asked for nothing else", async () => {
    const addresses = [
      { type: "work", formatted: malik.address },
      { type: "home", formatted: "Prøvegade 4, 2200 København N" },
    ];
    now.answer = {
      status: 200,
      body: { id: signe.id, name: { familyName: "Testesen" }, addresses, [personal]: { cpr } },
    };
    expect(await acquaintance(url)(signe, malik)).toEqual(["own-person", "own-surname"]);
    const [question] = asked;
    expect(question?.url.pathname).toBe(`/Users/${signe.id}`);
    expect(question?.url.searchParams.get("attributes")).toBe(`name.familyName,addresses,${personal}:cpr`);
  });

  it("stops no reading: whom it does not know, or cannot tell of, was not checked", async () => {
    for (const status of [404, 403, 503]) {
      now.answer = { status, body: {} };
      expect(await acquaintance(url)(signe, malik)).toEqual(["unchecked"]);
    }
    expect(await acquaintance("http://127.0.0.1:1")(signe, malik)).toEqual(["unchecked"]);
  });
});

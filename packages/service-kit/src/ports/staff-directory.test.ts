import { beforeEach, describe, expect, it } from "vitest";
import { fakeStaffDirectory, listedAs, palle, runa, signe, simon, staffMember } from "../testing/cast.ts";
import { jsonServer } from "../testing/json-server.ts";
import { checkNamed } from "./named-staff.ts";
import { staffCacheMs } from "./remembered.ts";
import { enterprise } from "./scim.ts";
import { staffDirectory } from "./staff-directory.ts";
import { isTransient } from "./transient.ts";

const resource = {
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise],
  id: signe.id,
  userName: "signe@municipality.example",
  displayName: "Signe Prøvsen",
  active: true,
  roles: [{ value: "ssp_consultant", primary: true }, { value: "canteen" }],
  [enterprise]: { organization: "municipality", employeeNumber: "17" },
};

const { url, asked, now } = await jsonServer();
beforeEach(() => {
  now.answer = { status: 200, body: resource };
  asked.length = 0;
});

describe("the staff directory", () => {
  const gone = { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "404" };

  it("tells of a member of staff what Trygt needs, and is asked for no more (RFC 7644 § 3.9)", async () => {
    expect(await staffDirectory(url)(signe.id)).toEqual({
      ...{ staffId: signe.id, name: "Signe Prøvsen", active: true, roles: ["ssp_consultant"], agency: "municipality" },
    });
    const [question] = asked;
    expect(question?.accept).toBe("application/scim+json");
    expect(decodeURIComponent(`${question?.url.pathname}${question?.url.search}`)).toBe(
      `/Users/${signe.id}?attributes=displayName,active,roles,${enterprise}:organization`,
    );
  });

  it("takes somebody without roles or agency for somebody without roles or agency", async () => {
    now.answer.body = { id: signe.id, displayName: "Signe", active: false };
    expect(await staffDirectory(url)(signe.id)).toMatchObject({ active: false, roles: [], agency: undefined });
  });

  it("is asked about somebody once a minute, however often they are named", async () => {
    let time = 0;
    const directory = staffDirectory(url, () => time);
    for (const at of [0, staffCacheMs - 1]) {
      time = at;
      await directory(signe.id);
    }
    expect(asked).toHaveLength(1);
    time = staffCacheMs;
    now.answer = { status: 404, body: gone };
    expect(await directory(signe.id)).toBeUndefined();
  });

  it("is asked anew about somebody whom it did not know: they may have begun just now", async () => {
    const directory = staffDirectory(url);
    now.answer = { status: 404, body: gone };
    expect(await directory(signe.id)).toBeUndefined();
    now.answer = { status: 200, body: resource };
    expect(await directory(signe.id)).toMatchObject({ name: "Signe Prøvsen" });
  });

  it("that is overloaded or down may answer later; one that refuses us, or says what is no SCIM, will not", async () => {
    for (const status of [429, 500, 503]) {
      now.answer.status = status;
      await expect(staffDirectory(url)(signe.id)).rejects.toSatisfy(isTransient);
    }
    for (const [status, body] of [
      [401, {}],
      [200, { id: signe.id }],
    ] as const) {
      now.answer = { status, body };
      await expect(staffDirectory(url)(signe.id)).rejects.not.toSatisfy(isTransient);
    }
  });
});

describe("somebody who is named", () => {
  const consultant = ["ssp_consultant"] as const;
  const nobody = staffMember(404, "ssp_consultant").id;

  it("is asked for where they name themselves in another role than the one in which they act", async () => {
    const { directory, atDirectory } = fakeStaffDirectory();
    atDirectory.fails = true;
    expect(await checkNamed(directory, signe, [{ staffId: signe.id, roles: consultant }])()).toEqual({});
    const asWorker = [{ staffId: signe.id, roles: ["child_case_worker"] }] as const;
    await expect(checkNamed(directory, signe, asWorker)()).rejects.toThrow("out of reach");
  });

  it("may hold other roles too, but none that another agency gives or that is held apart", async () => {
    const { directory, members } = fakeStaffDirectory();
    const check = checkNamed(directory, signe, [{ staffId: simon.id, roles: consultant }]);
    for (const [roles, agency, refused] of [
      [["street_worker", "ssp_consultant"], "municipality", undefined],
      [["ssp_consultant"], "police", ["staff-role-mismatch"]],
      [["ssp_consultant", "police_lead"], "municipality", ["staff-role-mismatch"]],
      [["ssp_consultant", "dpo_auditor"], "municipality", ["staff-role-mismatch"]],
    ] as const) {
      members.set(simon.id, { ...listedAs(simon), roles, agency });
      expect((await check()).refused).toEqual(refused);
    }
  });

  it("is refused once for each reason, however many are named", async () => {
    const { directory } = fakeStaffDirectory();
    const named = [nobody, nobody, palle.id, runa.id, simon.id].map((staffId) => ({ staffId, roles: consultant }));
    expect((await checkNamed(directory, signe, named)()).refused).toEqual(["staff-unknown", "staff-role-mismatch"]);
  });
});

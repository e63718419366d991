import { type Agency, agenciesOf, Cpr, LocalDate, type Role, type StaffId } from "@trygt/contracts";
import type { AccessFlag } from "@trygt/contracts/audit";
import type { Acquaintance } from "../ports/acquaintance.ts";
import type { PersonRegister, RegisteredPerson } from "../ports/person-register.ts";
import type { StaffMember } from "../ports/scim.ts";
import type { StaffDirectory } from "../ports/staff-directory.ts";
import type { Staff } from "../records/actor.ts";

/** Somebody invented, as the person register tells of them. */
export const born = (
  name: string,
  cpr: string,
  birthDate: string,
  more: Partial<RegisteredPerson> = {},
): RegisteredPerson => ({
  cpr: Cpr.parse(cpr),
  name,
  birthDate: LocalDate.parse(birthDate),
  status: "alive",
  municipality: "101",
  protectedAddress: false,
  custodyHolders: [],
  ...more,
});
const parent = ({ cpr, name, protectedAddress }: RegisteredPerson) => ({ cpr, name, protectedAddress });
const living = (text: string) => ({ address: { darId: "0a3f50a0-0000-4000-8000-000000000001", text } });

/** Malik's mother: her address is protected. */
export const mona = born("Mona Testesen", "610580-1236", "1980-05-01", {
  ...living("Skjulevej 9, 2200 København N"),
  protectedAddress: true,
});
export const tariq = born("Tariq Testesen", "620678-1235", "1978-06-02", living("Prøvegade 4, 2200 København N"));

/** The children of the stories (docs/domain.md § 6): Malik is 15, Adam turns 18 on 15 March 2026, Ida is 13, Noah 14, Sara 16 with a protected address. */
export const malik = born("Malik Testesen", "720410-4311", "2010-04-12", {
  ...living("Prøvegade 4, 2200 København N"),
  custodyHolders: [parent(mona), parent(tariq)],
});
export const adam = born("Adam Fiktivsen", "750308-4277", "2008-03-15", { custodyHolders: [parent(tariq)] });
export const ida = born("Ida Kulisse", "740812-4446", "2012-08-14", { custodyHolders: [parent(mona), parent(tariq)] });
export const noah = born("Noah Prøvsen", "630911-4135", "2011-09-03", { custodyHolders: [parent(tariq)] });
export const sara = born("Sara <script>alert(1)</script> Eksempel", "901209-4218", "2009-12-30", {
  ...living("Hemmelighedsvej 1, 2200 København N"),
  protectedAddress: true,
  custodyHolders: [parent(mona), parent(tariq)],
});
/** Nobody whom a home visit may concern: a nine-year-old, one who has moved, a child and an adult who have died. */
export const bo = born("Bo Attrapsen", "630516-5001", "2016-05-03", { custodyHolders: [parent(tariq)] });
export const mille = born("Mille Flytsen", "640711-4002", "2011-07-04", { municipality: "167" });
export const dan = born("Dan Mindesen", "650711-4003", "2011-07-05", { status: "dead" });
export const dagmar = born("Dagmar Mindesen", "650799-4003", "1999-07-05", { status: "dead" });

/** The adults of the stories. */
export const lina = born("Lina Skabelon", "890204-4862", "2004-02-29");
export const yusuf = born("Yusuf Mønster", "800502-4391", "2002-05-20");
export const emil = born("Emil Dukke", "610101-4005", "2001-01-01");
export const omar = born("Omar Papfigur", "770600-4531", "2000-06-17");
export const tobias = born("Tobias Statist", "651003-4227", "2003-10-05");
/** Twenty-two more, so that somebody can look up too many. */
export const crowd: readonly RegisteredPerson[] = Array.from({ length: 22 }, (_, n) =>
  born(`Nummer ${n + 1} Papfigur`, `${61 + n}0190-1${100 + n}`, `1990-01-${String(n + 1).padStart(2, "0")}`),
);

const everybody = [
  ...[mona, tariq, malik, adam, ida, noah, sara, bo, mille, dan, dagmar],
  ...[lina, yusuf, emil, omar, tobias, ...crowd],
];

/** A person register that knows everybody of the stories; people can be added, and change. */
export const fakePersonRegister = () => {
  const people = new Map(everybody.map((person) => [person.cpr, person]));
  const register: PersonRegister = async (cpr) => people.get(cpr);
  return { people, register };
};

/** A member of staff in a role, by a number that makes the identifier; their agency is the role's unless said. */
export const staffMember = (number: number, role: Role, agency: Agency = agenciesOf[role][0]): Staff => ({
  id: `50000000-0000-4000-8000-${String(number).padStart(12, "0")}` as StaffId,
  agency,
  role,
});

export const signe = staffMember(1, "ssp_consultant");
/** Goes along on Signe's visits. */
export const simon = staffMember(2, "ssp_consultant");
/** A consultant who has nothing to do with the case. */
export const selma = staffMember(3, "ssp_consultant");
/** Of the child team, which follows home visits. */
export const clara = staffMember(9, "child_case_worker");
/** Of the child team, with nothing to do with the case. */
export const conrad = staffMember(10, "child_case_worker");
/** Of the adult team, which exchanges. */
export const palle = staffMember(4, "adult_case_worker");
/** Of the adult team, with nothing to do with the case. */
export const pia = staffMember(14, "adult_case_worker");
export const birk = staffMember(5, "police_ssp_officer");
/** Another officer than the one who accepts or registers. */
export const bente = staffMember(8, "police_ssp_officer");
export const runa = staffMember(11, "police_lead");
export const rolf = staffMember(12, "police_lead");
export const gro = staffMember(7, "street_worker");
export const jens = staffMember(15, "employment_adviser");
export const jonna = staffMember(16, "employment_adviser");
export const eva = staffMember(17, "exit_coordinator");
export const kaj = staffMember(18, "probation_officer");
export const hanne = staffMember(19, "housing_coordinator");
export const olga = staffMember(20, "meeting_organiser");
export const sanne = staffMember(21, "secretariat");
export const dorte = staffMember(6, "dpo_auditor");

const cast: readonly Staff[] = [
  ...[signe, simon, selma, clara, conrad, palle, pia, birk, bente, runa, rolf, gro],
  ...[jens, jonna, eva, kaj, hanne, olga, sanne, dorte],
];
/** Whom a test has made up, by the identifier under which they last came. */
const madeUp = new Map<StaffId, Staff>();

/** Somebody in a role; under an identifier that nobody else of the stories has, unless one is given. */
export const somebody = (role: Role, id: StaffId = staffMember(99, role).id): Staff => {
  const staff = { ...staffMember(99, role), id };
  madeUp.set(id, staff);
  return staff;
};

/** How the directory tells of a member of staff. */
export const listedAs = ({ id, agency, role }: Staff): StaffMember => ({
  ...{ staffId: id, name: `Nummer ${Number(id.slice(-4))} Prøvsen`, active: true, roles: [role], agency },
});

/** A staff directory that knows everybody of the stories, and whom the test has made up; members can be changed or taken out, and it can be out of reach. */
export const fakeStaffDirectory = () => {
  const members = new Map<StaffId, StaffMember | undefined>(cast.map((one) => [one.id, listedAs(one)]));
  const now = { fails: false };
  const directory: StaffDirectory = async (id) => {
    if (now.fails) throw Object.assign(new Error("The staff directory is out of reach"), { code: "ECONNREFUSED" });
    const stranger = madeUp.get(id);
    return members.has(id) || stranger === undefined ? members.get(id) : listedAs(stranger);
  };
  return { members, directory, atDirectory: now };
};

/** How readers stand to whom they read, as a test says; nothing in common unless said. */
export const fakeAcquaintance = () => {
  const found: { flags: readonly AccessFlag[] } = { flags: [] };
  const acquaintance: Acquaintance = async () => found.flags;
  return { acquaintance, acquainted: found };
};

import { type Agency, Cpr, LocalDate, type Role, type StaffId } from "@trygt/contracts";
import type { RegisteredPerson, Staff } from "@trygt/service-kit";

const born = (
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

/** The children of the stories: Malik is 15, Adam turns 18 on 15 March, Ida is 13, Noah 14, Sara 16 with a protected address. */
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
/** Nobody whom a home visit may concern: an adult, a nine-year-old, one who has moved, one who has died. */
export const lina = born("Lina Skabelon", "890204-4862", "2004-02-29");
export const bo = born("Bo Attrapsen", "630516-5001", "2016-05-03", { custodyHolders: [parent(tariq)] });
export const moved = born("Mille Flytsen", "640711-4002", "2011-07-04", { municipality: "167" });
export const dead = born("Dan Mindesen", "650711-4003", "2011-07-05", { status: "dead" });

const everybody = [mona, tariq, malik, adam, ida, noah, sara, lina, bo, moved, dead];

/** The person register of the stories: everybody by number. */
export const registerOf = (): Map<Cpr, RegisteredPerson> => new Map(everybody.map((person) => [person.cpr, person]));

const staff = (n: number, agency: Agency, role: Role): Staff => ({
  id: `50000000-0000-4000-8000-${String(n).padStart(12, "0")}` as StaffId,
  agency,
  role,
});
export const signe = staff(1, "municipality", "ssp_consultant");
/** Goes along on Signe's visits. */
export const simon = staff(2, "municipality", "ssp_consultant");
/** A consultant who has nothing to do with the case. */
export const selma = staff(3, "municipality", "ssp_consultant");
export const palle = staff(4, "municipality", "social_case_worker");
export const birk = staff(5, "police", "police_ssp_officer");
/** Another officer than the one who accepts or registers. */
export const bente = staff(8, "police", "police_ssp_officer");
export const dorte = staff(6, "municipality", "dpo_auditor");
export const gro = staff(7, "municipality", "street_worker");

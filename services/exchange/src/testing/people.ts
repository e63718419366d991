import { type Agency, Cpr, LocalDate, type Role, type StaffId } from "@trygt/contracts";
import type { RegisteredPerson, Staff } from "@trygt/service-kit";

const born = (
  name: string,
  cpr: string,
  birthDate: string,
  status: RegisteredPerson["status"] = "alive",
): RegisteredPerson => ({
  cpr: Cpr.parse(cpr),
  name,
  birthDate: LocalDate.parse(birthDate),
  status,
  municipality: "101",
  protectedAddress: false,
  custodyHolders: [],
});

/** The adults of the stories. */
export const yusuf = born("Yusuf Mønster", "800502-4391", "2002-05-20");
export const omar = born("Omar Papfigur", "770600-4531", "2000-06-17");
export const emil = born("Emil Dukke", "610101-4005", "2001-01-01");
export const tobias = born("Tobias Statist", "651003-4227", "2003-10-05");
/** Nobody for exchange: two minors, a child of nine, one who has died. Adam is 18 on 15 March. */
export const malik = born("Malik Testesen", "720410-4311", "2010-04-12");
export const adam = born("Adam Fiktivsen", "750308-4277", "2008-03-15");
export const bo = born("Bo Attrapsen", "630516-5001", "2016-05-03");
export const dead = born("Dan Mindesen", "650799-4003", "1999-07-05", "dead");

/** Twenty-two more, so that somebody can look up too many. */
export const many: readonly RegisteredPerson[] = Array.from({ length: 22 }, (_, n) =>
  born(`Nummer ${n + 1} Papfigur`, `${61 + n}0190-1${100 + n}`, `1990-01-${String(n + 1).padStart(2, "0")}`),
);

const everybody = [yusuf, omar, emil, tobias, malik, adam, bo, dead, ...many];

/** The person register of the stories: everybody by number. */
export const registerOf = (): Map<Cpr, RegisteredPerson> => new Map(everybody.map((person) => [person.cpr, person]));

const staff = (n: number, agency: Agency, role: Role): Staff => ({
  id: `50000000-0000-4000-8000-${String(n).padStart(12, "0")}` as StaffId,
  agency,
  role,
});
export const runa = staff(1, "police", "police_lead");
export const rolf = staff(2, "police", "police_lead");
export const palle = staff(3, "municipality", "social_case_worker");
/** A case worker who has nothing to do with the case. */
export const pia = staff(4, "municipality", "social_case_worker");
export const jens = staff(5, "job-centre", "employment_adviser");
export const kaj = staff(6, "probation", "probation_officer");
export const signe = staff(7, "municipality", "ssp_consultant");
export const birk = staff(8, "police", "police_ssp_officer");
export const gro = staff(9, "municipality", "street_worker");
export const dorte = staff(10, "municipality", "dpo_auditor");
export const hanne = staff(12, "housing", "housing_coordinator");
export const sanne = staff(11, "municipality", "secretariat");

const agencies: Partial<Record<Role, Agency>> = {
  police_lead: "police",
  police_ssp_officer: "police",
  employment_adviser: "job-centre",
  probation_officer: "probation",
  housing_coordinator: "housing",
};

/** Somebody in a role, under an identifier that nobody else of the stories has unless it is given. */
export const somebody = (role: Role, id = staff(99, "municipality", role).id): Staff => ({
  id,
  agency: agencies[role] ?? "municipality",
  role,
});

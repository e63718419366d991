import { holidays } from "./holidays.ts";
import { addDays, type LocalDate, weekday } from "./time.ts";

/** Whether a date is a working day in Denmark: Monday to Friday and no public holiday. Throws outside the years of the table (2024–2050). */
export const isWorkingDay = (date: LocalDate): boolean => {
  const year = holidays[Number(date.slice(0, 4))];
  if (year === undefined)
    throw new RangeError(`The holidays of ${date.slice(0, 4)} are not in the table; render it anew`);
  return weekday(date) <= 5 && !year.split(" ").includes(date.slice(5).replace("-", ""));
};

/** The date that lies `days` working days after a date; the date itself is not counted (domain.md § 4.19). */
export const addWorkingDays = (date: LocalDate, days: number): LocalDate => {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
};

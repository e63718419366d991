import * as z from "zod/mini";
import { described } from "../values/described.ts";
import { LocalDate } from "../values/time.ts";

/** What is shown of the person whom a case, a request or a disclosure is about. */
export const subjectShown = () => ({
  name: described(z.string(), "The person's name in the person register.", "Yusuf Mønster"),
  birthDate: described(LocalDate, "The person's birth date in the person register (C5).", "2002-05-20"),
});

import { service } from "../service.ts";
import * as staff from "./staff.ts";

export { maxListed } from "./staff.ts";

/** The staff directory of the agencies, as their systems ask it for names. */
export const directory = service({
  name: "directory",
  purpose: "Names of colleagues, from the agencies' own staff directory",
  operations: { listStaff: staff.listStaff },
  events: {},
  problems: {},
});

import { service } from "../service.ts";
import * as cases from "./cases.ts";
import * as concerns from "./concerns.ts";

export * from "./cases.ts";
export * from "./concerns.ts";
export * from "./ids.ts";

/** Home visits to under-18s at risk of recruitment, with their parents (point 1 of the agreement). */
export const visits = service({
  name: "visits",
  purpose: "Home visits to under-18s at risk of recruitment, with their parents",
  operations: {
    registerConcern: concerns.registerConcern,
    screenConcern: concerns.screenConcern,
    listConcerns: concerns.listConcerns,
    readConcern: concerns.readConcern,
    readConcernOutcome: concerns.readConcernOutcome,
    listCases: cases.listCases,
    readCase: cases.readCase,
  },
  events: { concernDecided: concerns.concernDecided },
});

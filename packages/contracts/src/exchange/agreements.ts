import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { Agency } from "../values/agency.ts";
import { described } from "../values/described.ts";
import { reference } from "../values/reference.ts";
import { LocalDate } from "../values/time.ts";

/** Two authorities that have agreed on who is controller for what (D15). */
export const AgreementPair = described(
  z.tuple([Agency, Agency]),
  "The two authorities that have agreed who is controller for what, in either order; two different ones (D15).",
  ["police", "municipality"],
);

const ValidFrom = described(LocalDate, "The first date on which the agreement is in force.", "2026-01-01");
const ValidUntil = described(LocalDate, "The last date on which the agreement is in force.", "2026-12-31");

export const recordAgreement = operation("exchange.recordAgreement", {
  route: "POST /exchange/agreements",
  summary: "Record the agreement between two authorities, with its dates: none in force, no disclosure (D15, G10)",
  description:
    "The secretariat records the agreement that two authorities have signed, with the dates between which it holds. Disclosures between them are possible on those dates alone; all others are refused with `agreement-not-in-force`. A later agreement is added to the earlier ones and changes none of them; within one authority none is needed.",
  roles: ["secretariat"],
  body: () =>
    z.strictObject({
      between: AgreementPair,
      reference: described(
        reference(1, 40),
        "Where the signed agreement is filed: up to 40 letters, digits, full stops, slashes and hyphens.",
        "AFT/2026-1",
      ),
      validFrom: ValidFrom,
      validUntil: ValidUntil,
    }),
  reply: () => z.strictObject({ between: AgreementPair, validFrom: ValidFrom, validUntil: ValidUntil }),
  problems: ["agreement-incomplete", "record-full"],
});

import { addMonths, type LocalDate } from "@trygt/contracts";
import type { Aggregate } from "@trygt/service-kit/rules";
import {
  type AgreementCommand,
  type AgreementEvent,
  type Agreements,
  decideAgreement,
  evolveAgreement,
  noAgreements,
} from "../domain/agreement.ts";

/** How long an ended agreement is kept, in months: disclosures of its time are judged by it. */
const keptMonths = 60;

/** Agreements between authorities; they name no person, and the secretariat keeps them. */
export const agreements: Aggregate<Agreements, AgreementCommand, AgreementEvent, "agreement-incomplete"> = {
  kind: "AGREEMENT",
  initial: noAgreements,
  decide: decideAgreement,
  evolve: evolveAgreement,
  announce: () => [],
  visibleTo: (_, actor) => actor.role === "system" || actor.role === "secretariat",
  file: ({ periods }) => {
    const last =
      periods
        .map(({ validUntil }) => validUntil)
        .sort()
        .at(-1) ?? ("9999-12-31" as LocalDate);
    return {
      ownerAuthority: "municipality",
      regime: "gdpr",
      reviewOn: last,
      eraseOn: addMonths(last, keptMonths),
    };
  },
};

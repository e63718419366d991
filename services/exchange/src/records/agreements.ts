import { addMonths, type LocalDate } from "@trygt/contracts";
import { agreementLimits } from "@trygt/contracts/exchange";
import type { RecordType } from "@trygt/service-kit/rules";
import { announceAgreement } from "../announce.ts";
import {
  type AgreementCommand,
  type AgreementEvent,
  type Agreements,
  decideAgreement,
  evolveAgreement,
} from "../domain/agreement.ts";

/** How long an ended agreement is kept, in months: disclosures of its time are judged by it. */
const retentionMonths = 60;

/** Agreements between authorities; they name no person, and the secretariat keeps them. */
export const agreements: RecordType<Agreements, AgreementCommand, AgreementEvent, "agreement-incomplete"> = {
  kind: "AGREEMENT",
  pathParameters: [],
  limits: { between: 2, ...agreementLimits },
  decide: decideAgreement,
  evolve: evolveAgreement,
  announce: announceAgreement,
  visibleTo: (_, { role }) => role === "secretariat",
  index: ({ periods }) => {
    const last =
      periods
        .map(({ validUntil }) => validUntil)
        .sort()
        .at(-1) ?? ("9999-12-31" as LocalDate);
    return {
      ownerAuthority: "municipality",
      regime: "gdpr",
      reviewOn: last,
      eraseOn: addMonths(last, retentionMonths),
    };
  },
};

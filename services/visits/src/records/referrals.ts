import { startOf } from "@trygt/contracts";
import type { RecordType } from "@trygt/service-kit/rules";
import { announceReferral } from "../announce.ts";
import {
  decideReferral,
  evolveReferral,
  type Referral,
  type ReferralCommand,
  type ReferralEvent,
  referralEndsOn,
} from "../domain/referral.ts";

/** Which case the ticket of a referral leads to; nobody reads it but the service itself. */
export const referrals: RecordType<Referral, ReferralCommand, ReferralEvent, "invalid-transition"> = {
  kind: "REFERRAL",
  pathParameters: [],
  limits: {},
  decide: decideReferral,
  evolve: evolveReferral,
  announce: announceReferral,
  visibleTo: () => false,
  index: (referral) => {
    const day = referralEndsOn(referral);
    return { ownerAuthority: "municipality", regime: "gdpr", reviewOn: day, eraseOn: day, due: startOf(day) };
  },
};

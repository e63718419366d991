import { ground, inbox, ledger, liveDeadLetters, liveDesk, liveSubjectRefs } from "@trygt/service-kit";
import * as z from "zod/mini";

const standing = ground(process.env, z.unknown());

/** What an inbox stands on, from the environment of its function. */
export const deps = {
  ...standing,
  offers: ledger(inbox({ ownerAuthority: "job-centre", regime: "gdpr" }), standing.store, standing.newId),
};

/** What the subscriber needs besides: the desk. */
export const subscriberDeps = () => ({ ...deps, desk: liveDesk(process.env, "jobs") });

/** What the API needs besides: references to persons too. */
export const apiDeps = () => ({ ...subscriberDeps(), subjectRef: liveSubjectRefs(process.env) });

/** The queue for what the subscriber cannot read. */
export const subscriberShell = () => ({ ...liveDeadLetters(process.env), now: deps.now });

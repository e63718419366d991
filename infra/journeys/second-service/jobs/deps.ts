import { ground, inbox, ledger, liveDeadLetters, liveDesk, liveSubjectRefs } from "@trygt/service-kit";
import * as z from "zod/mini";

const standing = ground(process.env, z.unknown());

/** What an inbox stands on, from the environment of its function. */
export const deps = {
  ...standing,
  offers: ledger(inbox({ ownerAuthority: "job-centre", regime: "gdpr" }), standing.store, standing.newId),
  desk: liveDesk(process.env, "jobs"),
};

/** What the API needs besides: references to persons. */
export const apiDeps = () => ({ ...deps, subjectRef: liveSubjectRefs(process.env) });

/** What the subscriber needs besides: the queue for what it cannot read. */
export const subscriberShell = () => ({ ...liveDeadLetters(process.env), now: deps.now });

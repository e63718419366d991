import { invitationMade } from "@trygt/contracts/visits";
import { type Dependencies, reaction, withoutDeduplication } from "@trygt/service-kit";
import { childIn } from "../operations/child.ts";
import { invitationLetter } from "../pages/invitation-letter.ts";
import type { DigitalPost } from "../ports/digital-post.ts";
import type { records } from "../records/index.ts";
import { holdsAround } from "./holds.ts";

type Needed = Dependencies<typeof records, "vault"> & { readonly digitalPost: DigitalPost };

/** Sends the letters of an invitation that still wait, to the custody holders who are told and to a youth of 15 or more. A letter sent twice is one letter: its reference says so. */
export const letters = reaction(invitationMade, async (deps: Needed, { caseRef: caseId }, { context }) => {
  const found = await deps.cases.find(caseId, context.actor);
  if (found === undefined || found.state.status === "closed") return;
  const { holders, youthLetter, letterLanguage = "da", invitations, areaCode } = found.state;
  const { child } = await childIn(deps, found.state);
  const send = (recipientCpr: typeof child.cpr, reader: "holder" | "youth", number: number) =>
    deps.digitalPost({
      recipientCpr,
      ...invitationLetter(reader, letterLanguage),
      reference: `${caseId}.${invitations}.${number}`,
    });
  const waiting = holders.flatMap(({ holder, channel, notInformedReason }) => {
    const cpr = child.custodyHolders[holder - 1]?.cpr;
    return channel === "pending" && notInformedReason === undefined && cpr !== undefined ? [{ holder, cpr }] : [];
  });
  const sent = await Promise.all(
    waiting.map(async ({ holder, cpr }) => ({ holder, channel: await send(cpr, "holder", holder) })),
  );
  const youth = youthLetter === "pending" ? { youthLetter: await send(child.cpr, "youth", 0) } : {};
  // A case opened while something was going on learns of it here, before its first visit can be planned
  for (const hold of await holdsAround(deps, areaCode))
    await deps.cases.execute(caseId, { type: "note-hold", hold }, withoutDeduplication(context));
  await deps.cases.execute(caseId, { type: "note-letters", holders: sent, ...youth }, context);
});

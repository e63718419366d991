import { type Call, unmarked } from "@trygt/service-kit";
import type { SubscriberDeps } from "../deps.ts";
import { invitationLetter } from "../letters.ts";
import { childIn } from "../storage/vault.ts";
import { holdsAround } from "./holds.ts";

/** Sends the letters of an invitation that still wait, to the custody holders who are told and to a youth of 15 or more. A letter sent twice is one letter: its reference says so. */
export const sendLetters = async (deps: SubscriberDeps, caseId: string, call: Call): Promise<void> => {
  const found = await deps.cases.show(caseId, call.actor);
  if (found === undefined || !("visits" in found.state) || found.state.status === "closed") return;
  const { subject, concernId, holders, youthLetter, letterLanguage = "da", invitations, areaCode } = found.state;
  const { child } = await childIn(deps.store, subject, concernId);
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
    await deps.cases.run(caseId, { type: "note-hold", at: call.at, hold }, unmarked(call));
  await deps.cases.run(caseId, { type: "note-letters", at: call.at, holders: sent, ...youth }, call);
};

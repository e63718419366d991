import { addHours } from "@trygt/contracts";
import type { DeskRefusal, DeskReply, Parcel } from "@trygt/contracts/desk";
import { Busy, type Desk } from "@trygt/service-kit";

/** The disclosure desk as visits meets it: what it was told, the parcels that wait there for police officers, and what it refuses or how it fails just now. */
export const testDesk = () => {
  const told: Parameters<Desk>[0][] = [];
  const parcels = new Map<string, Parcel>();
  const now: { refuses: readonly DeskRefusal[]; fails: boolean } = { refuses: [], fails: false };
  const handedOut = (ticketId: string): DeskReply => {
    const parcel = parcels.get(ticketId);
    parcels.delete(ticketId);
    return parcel === undefined ? { outcome: "refused", reasons: ["ticket-used"] } : { outcome: "done", parcel };
  };
  const desk: Desk = async (message, { at }) => {
    told.push(message);
    if (now.fails) throw new Busy("The disclosure desk failed");
    if (now.refuses.length > 0) return { outcome: "refused", reasons: [...now.refuses] };
    switch (message.act) {
      case "deposit":
        return { outcome: "done", expiresAt: addHours(at, 24) };
      case "claim":
      case "fetch-correction":
        return handedOut(message.ticketId);
      case "return":
      case "recall":
      case "correct":
        return { outcome: "done" };
    }
  };
  return { desk, told, parcels, now };
};

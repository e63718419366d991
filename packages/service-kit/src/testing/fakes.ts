import { createHash } from "node:crypto";
import { addHours, type Cpr, type Instant, type SubjectRef } from "@trygt/contracts";
import type { DeskRefusal, DeskReply, Parcel } from "@trygt/contracts/desk";
import type { Desk } from "../desk/desk.ts";
import type { SubjectRefs } from "../ports/subject-refs.ts";
import { ContentionError } from "../records/store.ts";
import { monday } from "./test-service.ts";

/** The pairwise reference of a person in a service of the stories. */
export const subjectRefOf = (service: string, cpr: Cpr): SubjectRef =>
  createHash("sha256").update(`${service} ${cpr}`).digest("hex").slice(0, 32) as SubjectRef;

/** References to people that need no key service. */
export const fakeSubjectRefs =
  (service: string): SubjectRefs =>
  async (cpr) =>
    subjectRefOf(service, cpr);

/** The disclosure desk as a service meets it: what it was asked, the parcels and corrections that wait there by ticket, and what it refuses or how it fails just now. Each ticket opens for one reader. */
export const fakeDesk = (time: () => Instant = () => monday) => {
  const asked: Parameters<Desk>[0][] = [];
  const parcels = new Map<string, Parcel>();
  const corrections = new Map<string, Parcel>();
  const readers = new Map<string, string>();
  const now: { refuses: readonly DeskRefusal[]; fails: boolean } = { refuses: [], fails: false };
  const handOver = (parcel: Parcel | undefined, parcelVersion: number): DeskReply =>
    parcel === undefined
      ? { outcome: "refused", reasons: ["ticket-used"] }
      : { outcome: "done", handedOver: { parcel, parcelVersion } };
  const desk: Desk = async (message) => {
    asked.push(message);
    if (now.fails) throw new ContentionError("The disclosure desk failed");
    if (now.refuses.length > 0) return { outcome: "refused", reasons: [...now.refuses] };
    switch (message.act) {
      case "deposit":
        return { outcome: "done", expiresAt: addHours(time(), 24) };
      case "claim": {
        const { ticketId, claimant } = message;
        if ((readers.get(ticketId) ?? claimant.staffId) !== claimant.staffId) return handOver(undefined, 1);
        readers.set(ticketId, claimant.staffId);
        return handOver(parcels.get(ticketId), 1);
      }
      case "fetch-correction":
        return handOver(corrections.get(message.ticketId), 2);
      case "return":
      case "recall":
      case "correct":
        return { outcome: "done" };
    }
  };
  return { desk, asked, parcels, corrections, now };
};

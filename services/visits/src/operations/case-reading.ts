import type { visits } from "@trygt/contracts/visits";
import type { Handlers } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import { erasedOn, nextDue } from "../domain/case-due.ts";
import type { OpenedCase } from "../domain/visit-case.ts";
import { visitSheet } from "../pages/visit-sheet.ts";
import { type ChildInVault, childIn, groundsWith, vaultItem } from "../storage/vault.ts";

type Operations = Pick<Handlers<typeof visits>, "readCase" | "readVisitSheet">;

/** What a case says to those who work on it. */
export const caseReadings = (deps: ApiDeps): Operations => ({
  readCase: async ({ params: { caseId }, query: { reveal }, call }) => {
    const found = await deps.cases.show(caseId, call.actor);
    if (found === undefined || !("visits" in found.state)) return { kind: "not-found" };
    const visitCase = found.state;
    const { child, text } = await childIn(deps.store, visitCase.subject, visitCase.concernId, words(caseId, visitCase));
    const { status, areaCode, openedAt, kle, reviewOn, assignedTo, closeReason } = visitCase;
    const { on, what } = nextDue(visitCase, deps.policy);
    return {
      kind: "shown",
      about: `CASE#${caseId}`,
      ...asked(reveal),
      version: found.version,
      body: {
        ...{ caseId, status, areaCode, openedAt, kle, reviewOn, assignedTo, nextDueOn: on, nextDue: what },
        eraseOn: erasedOn(visitCase, deps.policy),
        ...(closeReason === undefined ? {} : { closeReason }),
        subject: {
          name: child.name,
          birthDate: child.birthDate,
          protectedAddress: child.protectedAddress,
          ...shownAddress(child, reveal),
        },
        grounds: groundsWith(visitCase.grounds, child),
        custodyHolders: visitCase.holders.map(({ holder, channel }) => ({
          holder,
          name: child.custodyHolders[holder - 1]?.name ?? "",
          channel,
        })),
        visits: visitCase.visits.map(({ number, status: visitStatus, at, staff, childView }) => ({
          visitId: `${caseId}.${number}`,
          status: visitStatus,
          at,
          staff: [...staff],
          ...(childView === undefined
            ? {}
            : { childView: childView === "heard" ? text(vaultItem.childView(caseId, number)) : childView }),
        })),
        referrals: visitCase.referrals.map((referral) => ({ ...referral })),
        followUps: visitCase.followUps.map(({ number, ...followUp }) => ({
          followUpId: `${caseId}.${number}`,
          ...followUp,
          text: text(vaultItem.followUp(caseId, number)),
        })),
      },
    };
  },

  readVisitSheet: async ({ params: { visitId }, query: { reveal }, call }) => {
    const [caseId = "", number = ""] = visitId.split(".");
    const found = await deps.cases.show(caseId, call.actor);
    if (found === undefined || !("visits" in found.state)) return { kind: "not-found" };
    const visit = found.state.visits.find((one) => one.number === Number(number));
    if (visit === undefined) return { kind: "not-found" };
    const { child } = await childIn(deps.store, found.state.subject, found.state.concernId);
    const { name, birthDate, protectedAddress, custodyHolders } = child;
    const holders = found.state.holders.map(({ holder, notInformedReason }) => ({
      name: custodyHolders[holder - 1]?.name ?? "",
      informed: notInformedReason === undefined,
    }));
    const about = { name, birthDate, protectedAddress, ...shownAddress(child, reveal), holders };
    return {
      kind: "shown",
      about: `CASE#${caseId}`,
      ...asked(reveal),
      body: visitSheet(visit, about),
    };
  },
});

const words = (caseId: string, { visits: held, followUps }: OpenedCase): string[] => [
  ...held.filter(({ childView }) => childView === "heard").map(({ number }) => vaultItem.childView(caseId, number)),
  ...followUps.map(({ number }) => vaultItem.followUp(caseId, number)),
];

// The log tells who took the extra step
const asked = (reveal: "address" | undefined) => (reveal === undefined ? {} : { revealed: reveal });

// B14: a protected address is shown only after the extra step
const shownAddress = ({ protectedAddress, address }: ChildInVault, reveal: "address" | undefined) =>
  address === undefined || (protectedAddress && reveal === undefined) ? {} : { address };
